// The WGSL files of shaders/, with their includes resolved. One loader for page, terminal and tests.
// A line `//#include lib/threefry.wgsl` is replaced by that file (a path from shaders/), each file once per shader; on a
// device with subgroups by lib/threefry.subgroups.wgsl where there is one.

const FILES: Record<string, string> = import.meta.glob<string>('/shaders/**/*.wgsl', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const ROOT = '/shaders/';
const INCLUDE = /^\/\/#include\s+(\S+)\s*$/;
/** Directives stand before all declarations of a module, whichever file wants them. */
const DIRECTIVE = /^enable\s/;

export interface ShaderSource {
  code: string;
  /** "passes/stepSolutes.wgsl:12" for a line of `code`, counted from 1. */
  origin(line: number): string;
}

/** Names of all passes that have a WGSL file. */
export function passNames(): string[] {
  const prefix = `${ROOT}passes/`;
  return Object.keys(FILES)
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length, -'.wgsl'.length))
    .sort();
}

/** The full text of a shader file (a path from shaders/). Throws when it or an included file is missing. */
export function shaderSource(path: string, has: { subgroups?: boolean } = {}): ShaderSource {
  return assemble({ path, text: textOf(path, 'the engine') }, has.subgroups);
}

/** The same for a text that is no file, such as a test's. `name` is what its lines are called in messages. */
export function sourceOfText(text: string, name: string): ShaderSource {
  return assemble({ path: name, text });
}

interface Part {
  path: string;
  text: string;
}

function textOf(path: string, wantedBy: string): string {
  const text = FILES[ROOT + path];
  if (text === undefined) throw new Error(`the shader file ${path}, wanted by ${wantedBy}, does not exist`);
  return text;
}

/** The path of what stands in for an included file. */
function included(path: string, subgroups: boolean): string {
  const variant = path.replace(/\.wgsl$/, '.subgroups.wgsl');
  return subgroups && ROOT + variant in FILES ? variant : path;
}

function assemble(start: Part, subgroups = false): ShaderSource {
  const directives: string[] = [];
  const lines: string[] = [];
  const origins: string[] = [];
  const taken = new Set<string>();
  const append = ({ path, text }: Part) => {
    taken.add(path);
    text.split('\n').forEach((line, index) => {
      const wanted = INCLUDE.exec(line)?.[1];
      if (wanted !== undefined) {
        const file = included(wanted, subgroups);
        if (!taken.has(file)) append({ path: file, text: textOf(file, path) });
      } else if (DIRECTIVE.test(line)) {
        directives.push(line);
      } else {
        lines.push(line);
        origins.push(`${path}:${index + 1}`);
      }
    });
  };
  append(start);
  return {
    code: [...directives, ...lines].join('\n'),
    origin: (line) => origins[line - 1 - directives.length] ?? `${start.path}:${line}`,
  };
}
