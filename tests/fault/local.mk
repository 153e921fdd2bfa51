# SPDX-License-Identifier: EUPL-1.2
# The ground gives way: kills, power failures, full disks, broken media, many programs at once.
fault_tests = \
	tests/fault/test_bytes \
	tests/fault/test_chores \
	tests/fault/test_copy \
	tests/fault/test_damage \
	tests/fault/test_full \
	tests/fault/test_hangup \
	tests/fault/test_garbage \
	tests/fault/test_kill \
	tests/fault/test_locks \
	tests/fault/test_many \
	tests/fault/test_memory \
	tests/fault/test_newkey \
	tests/fault/test_plain \
	tests/fault/test_same \
	tests/fault/test_homes \
	tests/fault/test_seats \
	tests/fault/test_places \
	tests/fault/test_slots \
	tests/fault/test_traces \
	tests/fault/test_verbs
# The longest comes first: what runs beside it is done by then.
fault_loops = \
	tests/fault/verbs.long \
	tests/fault/big.long \
	tests/fault/bytes.long \
	tests/fault/chores.long \
	tests/fault/kill.long \
	tests/fault/locks.long \
	tests/fault/loop.long \
	tests/fault/many.long \
	tests/fault/memory.long \
	tests/fault/newkey.long \
	tests/fault/same.long
check_PROGRAMS += $(fault_tests) $(fault_loops)
TESTS += $(fault_tests)
LONG_TESTS += $(fault_loops)

FAULT_LIBS = libcases.a libregister.a libstore.a libcheap.a libvault.a libbase.a $(CMOCKA_LIBS) $(SQLITE_LIBS) $(BASE_LIBS)
fault_desk = tests/fault/desk.c tests/fault/desk.h
fault_calls = tests/fault/faults.c tests/fault/faults.h

tests_fault_big_long_SOURCES = tests/fault/test_big.c $(fault_desk)
tests_fault_big_long_LDADD = $(FAULT_LIBS)
tests_fault_test_bytes_SOURCES = tests/fault/test_bytes.c tests/fault/garbage.c tests/fault/garbage.h
tests_fault_test_bytes_LDADD = $(FAULT_LIBS)
tests_fault_bytes_long_SOURCES = $(tests_fault_test_bytes_SOURCES)
tests_fault_bytes_long_CPPFLAGS = $(AM_CPPFLAGS) -DBYTES_LONG
tests_fault_bytes_long_LDADD = $(FAULT_LIBS)
tests_fault_test_chores_SOURCES = tests/fault/test_chores.c $(fault_desk) $(fault_calls)
tests_fault_test_chores_LDADD = $(FAULT_LIBS)
tests_fault_chores_long_SOURCES = $(tests_fault_test_chores_SOURCES)
tests_fault_chores_long_CPPFLAGS = $(AM_CPPFLAGS) -DCHORES_LONG
tests_fault_chores_long_LDADD = $(FAULT_LIBS)
tests_fault_test_copy_SOURCES = tests/fault/test_copy.c $(fault_desk) $(fault_calls)
tests_fault_test_copy_LDADD = $(FAULT_LIBS)
tests_fault_test_damage_SOURCES = tests/fault/test_damage.c $(fault_desk)
tests_fault_test_damage_LDADD = $(FAULT_LIBS)
tests_fault_test_full_SOURCES = tests/fault/test_full.c $(fault_desk) $(fault_calls)
tests_fault_test_full_LDADD = $(FAULT_LIBS)
# FUZZ_SECONDS=60 FUZZ_SEED=7 tests/fault/test_garbage: longer, and from elsewhere.
tests_fault_test_garbage_SOURCES = tests/fault/test_garbage.c tests/fault/garbage.c tests/fault/garbage.h
tests_fault_test_garbage_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)
tests_fault_test_garbage_LDADD = libexchange.a $(FAULT_LIBS)
tests_fault_test_kill_SOURCES = tests/fault/test_kill.c $(fault_desk) $(fault_calls)
tests_fault_test_kill_LDADD = $(FAULT_LIBS)
tests_fault_kill_long_SOURCES = $(tests_fault_test_kill_SOURCES)
tests_fault_kill_long_CPPFLAGS = $(AM_CPPFLAGS) -DKILL_LONG
tests_fault_kill_long_LDADD = $(FAULT_LIBS)
tests_fault_test_locks_SOURCES = tests/fault/test_locks.c $(fault_desk)
tests_fault_test_locks_LDADD = $(FAULT_LIBS)
tests_fault_locks_long_SOURCES = $(tests_fault_test_locks_SOURCES)
tests_fault_locks_long_CPPFLAGS = $(AM_CPPFLAGS) -DLOCKS_LONG
tests_fault_locks_long_LDADD = $(FAULT_LIBS)
tests_fault_loop_long_SOURCES = tests/fault/test_loop.c $(fault_desk)
tests_fault_loop_long_LDADD = $(FAULT_LIBS)
tests_fault_test_many_SOURCES = tests/fault/test_many.c $(fault_desk)
tests_fault_test_many_LDADD = $(FAULT_LIBS)
tests_fault_many_long_SOURCES = $(tests_fault_test_many_SOURCES)
tests_fault_many_long_CPPFLAGS = $(AM_CPPFLAGS) -DMANY_LONG
tests_fault_many_long_LDADD = $(FAULT_LIBS)
tests_fault_test_newkey_SOURCES = tests/fault/test_newkey.c tests/unit/vault/people.h $(fault_calls)
tests_fault_test_newkey_LDADD = $(FAULT_LIBS)
tests_fault_test_plain_SOURCES = tests/fault/test_plain.c tests/unit/vault/people.h $(fault_calls)
tests_fault_test_plain_LDADD = $(FAULT_LIBS)
tests_fault_newkey_long_SOURCES = $(tests_fault_test_newkey_SOURCES)
tests_fault_newkey_long_CPPFLAGS = $(AM_CPPFLAGS) -DNEWKEY_LONG
tests_fault_newkey_long_LDADD = $(FAULT_LIBS)
tests_fault_test_memory_SOURCES = tests/fault/test_memory.c $(fault_desk)
tests_fault_test_memory_LDADD = $(FAULT_LIBS)
tests_fault_memory_long_SOURCES = $(tests_fault_test_memory_SOURCES)
tests_fault_memory_long_CPPFLAGS = $(AM_CPPFLAGS) -DMEMORY_LONG
tests_fault_memory_long_LDADD = $(FAULT_LIBS)
tests_fault_test_homes_SOURCES = tests/fault/test_homes.c $(fault_desk)
tests_fault_test_homes_LDADD = $(FAULT_LIBS)
tests_fault_test_places_SOURCES = tests/fault/test_places.c $(fault_desk)
tests_fault_test_places_LDADD = $(FAULT_LIBS)
tests_fault_test_seats_SOURCES = tests/fault/test_seats.c $(fault_desk)
tests_fault_test_seats_LDADD = $(FAULT_LIBS)
tests_fault_test_same_SOURCES = tests/fault/test_same.c tests/fault/garbage.c tests/fault/garbage.h
tests_fault_test_same_LDADD = $(FAULT_LIBS)
tests_fault_same_long_SOURCES = $(tests_fault_test_same_SOURCES)
tests_fault_same_long_CPPFLAGS = $(AM_CPPFLAGS) -DSAME_LONG
tests_fault_same_long_LDADD = $(FAULT_LIBS)
tests_fault_test_slots_SOURCES = tests/fault/test_slots.c $(fault_desk) $(fault_calls)
tests_fault_test_slots_LDADD = $(FAULT_LIBS)
tests_fault_test_traces_SOURCES = tests/fault/test_traces.c $(fault_desk) $(fault_calls)
tests_fault_test_traces_LDADD = libexchange.a $(FAULT_LIBS)
# The program itself, its ground armed: see armed.c.
check_PROGRAMS += tests/fault/armed
tests_fault_armed_SOURCES = src/main.c tests/fault/armed.c $(fault_calls)
tests_fault_armed_LDADD = $(tests_foothold_LDADD)
tests_fault_test_verbs_SOURCES = tests/fault/test_verbs.c
tests_fault_test_verbs_LDADD = $(FAULT_LIBS)
tests_fault_verbs_long_SOURCES = $(tests_fault_test_verbs_SOURCES)
tests_fault_verbs_long_CPPFLAGS = $(AM_CPPFLAGS) -DVERBS_LONG
tests_fault_verbs_long_LDADD = $(FAULT_LIBS)
tests_fault_test_hangup_SOURCES = tests/fault/test_hangup.c
tests_fault_test_hangup_CPPFLAGS = $(screen_driven_cppflags)
tests_fault_test_hangup_LDADD = $(screen_driven_ldadd)
