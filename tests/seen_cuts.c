/* SPDX-License-Identifier: EUPL-1.2 */
/* Writes every text that had no room on the screen to the file FOOTHOLD_TEST_CUTS, a line each; in the program of the tests
 * alone. */
#include <stdio.h>
#include <stdlib.h>

#include "screens/term.h"

static FILE *cuts;

static void write_cut(const char *text, int cols)
{
	fprintf(cuts, "%d\t%s\n", cols, text);
	fflush(cuts);
}

__attribute__((constructor)) static void listen(void)
{
	const char *path = getenv("FOOTHOLD_TEST_CUTS");

	cuts = path && *path ? fopen(path, "a") : NULL;
	if (cuts)
		term_on_cut = write_cut;
}
