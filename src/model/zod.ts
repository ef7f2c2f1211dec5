// The schema library, set up before the first schema is made: it must not try to compile validators with `Function`,
// which a strict content security policy reports even where it is not needed.
import { z } from 'zod';

z.config({ jitless: true });

export { z };
