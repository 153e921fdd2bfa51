/* SPDX-License-Identifier: EUPL-1.2 */
#include "tests/unit/test.h"
#include <stdio.h>
#include <stdlib.h>
#include "walk.h"
#include "town.h"
static void look(struct harness *h, const char *where, void *ctx) { char *s = harness_screen(h); printf("@@ %s\n%s\n", where, s); free(s); (void)ctx; }
static void t(void **state)
{
	struct harness *h = walk_open(getenv("WALK"), 24, 80);
	(void)state;
	printf("%d\n", walk_everywhere(h, look, NULL));
	harness_end(h);
}
int main(void) { const struct CMUnitTest tests[] = { cmocka_unit_test(t) }; return cmocka_run_group_tests(tests, NULL, NULL); }
