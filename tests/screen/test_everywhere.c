/* SPDX-License-Identifier: EUPL-1.2 */
#include "tests/unit/test.h"
#include <stdio.h>
#include <stdlib.h>
#include "walk.h"
#include "town.h"
static void look(struct harness *h, const char *where, void *ctx) { char *s = harness_screen(h); printf("@@ %s\n%s\n", where, s); free(s); (void)ctx; }
static void t(void **state)
{
	(void)state;
	printf("%d\n", walk_everywhere(getenv("WALK"), 24, 80, look, NULL));
}
int main(void) { const struct CMUnitTest tests[] = { cmocka_unit_test(t) }; return cmocka_run_group_tests(tests, NULL, NULL); }
