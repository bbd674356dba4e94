// build.mjs SOURCE COMPONENT: bundles the source with all it imports, and puts that into a component with StarlingMonkey, which runs it.
import { writeFile } from 'node:fs/promises';
import { componentize } from '@bytecodealliance/componentize-js';
import { build } from 'esbuild';

const [source, component] = process.argv.slice(2);
const bundle = await build({
  entryPoints: [source],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  mainFields: ['module', 'main'], // else apache-arrow comes as it is for Node, with node:stream
  external: ['wasi:*'],
  write: false,
  logLevel: 'warning',
});
const made = await componentize(bundle.outputFiles[0].text, { sourceName: 'source.js', witPath: 'wit', worldName: 'source-connector' });
await writeFile(component, made.component);
