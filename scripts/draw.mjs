import { text } from 'node:stream/consumers';
import { compile } from 'vega-lite';
import { parse, View } from 'vega';

/** Draws a chart: takes a Vega-Lite specification from standard input, and prints it as SVG. */
const { spec } = compile(JSON.parse(await text(process.stdin)));
const view = new View(parse(spec), { renderer: 'none' });
process.stdout.write(`${await view.toSVG()}\n`);
view.finalize();
