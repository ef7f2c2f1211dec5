/** Constants that vite.config.ts puts into the page, the CLI and the tests. */

/** The version in package.json. */
declare const __EXOCYTE_VERSION__: string;

/** The git commit of the build, with "-dirty" where files were changed, or "unknown" outside a git checkout. */
declare const __EXOCYTE_COMMIT__: string;
