/* SPDX-License-Identifier: EUPL-1.2 */
/* A folder of its own for a test program, and a new store in it for each test. */
#ifndef TESTS_STORE_SCRATCH_H
#define TESTS_STORE_SCRATCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/mem.h"
#include "store/store.h"

static char scratch_folder[] = "/tmp/foothold-test-XXXXXX";
static char scratch_path[128];

static inline struct store *scratch_open(bool create)
{
	struct vault_options options = { .path = scratch_path, .create = create };
	struct store *store = NULL;
	struct err err;

	err_clear(&err);
	if (store_open(&options, &store, &err) != ST_OK)
		fail_msg("%s", err.text);
	return store;
}

static inline int scratch_setup(void **state)
{
	static int n;

	snprintf(scratch_path, sizeof(scratch_path), "%s/file-%d", scratch_folder, ++n);
	*state = scratch_open(true);
	return 0;
}

static inline int scratch_teardown(void **state)
{
	store_close(*state);
	return 0;
}

static inline int scratch_make(void **state)
{
	(void)state;
	return mkdtemp(scratch_folder) ? 0 : -1;
}

static inline int scratch_remove(void **state)
{
	char *command = mem_fmt("rm -rf %s", scratch_folder);
	int rc = system(command);

	(void)state;
	free(command);
	return rc;
}

#define SCRATCH_TEST(f) cmocka_unit_test_setup_teardown(f, scratch_setup, scratch_teardown)
#define SCRATCH_RUN(tests) cmocka_run_group_tests(tests, scratch_make, scratch_remove)

#endif
