# SPDX-License-Identifier: EUPL-1.2
store_tests = \
	tests/unit/store/test_acts \
	tests/unit/store/test_journal \
	tests/unit/store/test_ledger \
	tests/unit/store/test_migrate \
	tests/unit/store/test_store \
	tests/unit/store/test_users \
	tests/unit/store/test_backup \
	tests/unit/store/test_salvage \
	tests/unit/vault/test_copy \
	tests/unit/vault/test_pitfalls \
	tests/unit/vault/test_rotate \
	tests/unit/vault/test_sealfile \
	tests/unit/vault/test_shim \
	tests/unit/vault/test_slots \
	tests/unit/vault/test_box \
	tests/unit/vault/test_vector \
	tests/unit/vault/test_vault
check_PROGRAMS += $(store_tests)
TESTS += $(store_tests)
VAULT_TEST_LIBS = libcheap.a libvault.a libbase.a $(CMOCKA_LIBS) $(SQLITE_LIBS) $(BASE_LIBS)
STORE_TEST_LIBS = libstore.a $(VAULT_TEST_LIBS)

tests_unit_store_test_acts_SOURCES = tests/unit/store/test_acts.c tests/unit/store/scratch.h
tests_unit_store_test_acts_LDADD = $(STORE_TEST_LIBS)
tests_unit_store_test_journal_SOURCES = tests/unit/store/test_journal.c tests/unit/store/scratch.h
tests_unit_store_test_journal_LDADD = $(STORE_TEST_LIBS)
tests_unit_store_test_ledger_SOURCES = tests/unit/store/test_ledger.c tests/unit/store/scratch.h
tests_unit_store_test_ledger_LDADD = $(STORE_TEST_LIBS)
tests_unit_store_test_migrate_SOURCES = tests/unit/store/test_migrate.c tests/unit/store/scratch.h
tests_unit_store_test_migrate_LDADD = $(STORE_TEST_LIBS)
tests_unit_store_test_store_SOURCES = tests/unit/store/test_store.c tests/unit/store/scratch.h
tests_unit_store_test_store_LDADD = $(STORE_TEST_LIBS)
tests_unit_store_test_users_SOURCES = tests/unit/store/test_users.c tests/unit/store/scratch.h
tests_unit_store_test_users_LDADD = $(STORE_TEST_LIBS)
tests_unit_vault_test_vault_SOURCES = tests/unit/vault/test_vault.c
tests_unit_vault_test_vault_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=statfs
tests_unit_vault_test_vault_LDADD = $(VAULT_TEST_LIBS)
tests_unit_vault_test_sealfile_SOURCES = tests/unit/vault/test_sealfile.c
tests_unit_vault_test_sealfile_LDADD = $(VAULT_TEST_LIBS)
tests_unit_vault_test_shim_SOURCES = tests/unit/vault/test_shim.c
tests_unit_vault_test_shim_LDADD = $(VAULT_TEST_LIBS)
tests_unit_vault_test_pitfalls_SOURCES = tests/unit/vault/test_pitfalls.c tests/unit/vault/people.h
tests_unit_vault_test_pitfalls_LDADD = $(VAULT_TEST_LIBS)
tests_unit_vault_test_rotate_SOURCES = tests/unit/vault/test_rotate.c tests/unit/vault/people.h
tests_unit_vault_test_rotate_LDADD = $(VAULT_TEST_LIBS)
tests_unit_vault_test_slots_SOURCES = tests/unit/vault/test_slots.c tests/unit/vault/people.h
tests_unit_vault_test_slots_LDADD = $(VAULT_TEST_LIBS)
tests_unit_vault_test_box_SOURCES = tests/unit/vault/test_box.c
tests_unit_vault_test_box_LDADD = $(VAULT_TEST_LIBS)
tests_unit_vault_test_vector_SOURCES = tests/unit/vault/test_vector.c
tests_unit_vault_test_vector_LDADD = $(VAULT_TEST_LIBS)
tests_unit_store_test_backup_SOURCES = tests/unit/store/test_backup.c tests/unit/store/scratch.h
tests_unit_store_test_backup_LDADD = $(STORE_TEST_LIBS)
tests_unit_vault_test_copy_SOURCES = tests/unit/vault/test_copy.c
tests_unit_vault_test_copy_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=posix_fadvise,--wrap=fstatfs,--wrap=fstatvfs,--wrap=renameat2,--wrap=link
tests_unit_vault_test_copy_LDADD = $(VAULT_TEST_LIBS)
tests_unit_store_test_salvage_SOURCES = tests/unit/store/test_salvage.c tests/unit/store/scratch.h
tests_unit_store_test_salvage_LDADD = $(STORE_TEST_LIBS)
