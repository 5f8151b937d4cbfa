// Runs chrono-node on the protocol of "timeline extract --timex": JSON Lines in, JSON Lines out.
import { createInterface } from "node:readline";
import * as chrono from "chrono-node";

const pad = (n, width = 2) => String(n).padStart(width, "0");

// value writes the start of a result as a TIMEX3 type and value, as fine as the words were.
function value(c) {
	const day = `${pad(c.get("year"), 4)}-${pad(c.get("month"))}-${pad(c.get("day"))}`;
	if (c.isCertain("hour")) return ["TIME", `${day}T${pad(c.get("hour"))}:${pad(c.get("minute"))}`];
	if (c.isCertain("day") || c.isCertain("weekday")) return ["DATE", day];
	if (c.isCertain("month")) return ["DATE", day.slice(0, 7)];
	if (c.isCertain("year")) return ["DATE", day.slice(0, 4)];
	return ["DATE", day];
}

for await (const line of createInterface({ input: process.stdin })) {
	if (!line) continue;
	const { id, dct, text } = JSON.parse(line);
	const base = new Date(`${(dct ?? "2000-01-01").slice(0, 10)}T00:00:00Z`);
	let at = 0;
	let points = 0;
	const timex = [];
	for (const found of chrono.parse(text, { instant: base, timezone: 0 })) {
		const [type, val] = value(found.start);
		// Offsets in UTF-16 units become code points.
		points += [...text.slice(at, found.index)].length;
		const n = [...found.text].length;
		timex.push({ start: points, end: points + n, text: found.text, type, value: val });
		at = found.index + found.text.length;
		points += n;
	}
	console.log(JSON.stringify({ id, text, timex }));
}
