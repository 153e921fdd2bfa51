# SPDX-License-Identifier: EUPL-1.2
# The doors.
door_tests = \
	tests/unit/register/test_becomes \
	tests/unit/register/test_change \
	tests/unit/register/test_draft \
	tests/unit/register/test_grant \
	tests/unit/register/test_input \
	tests/unit/register/test_list \
	tests/unit/register/test_order \
	tests/unit/register/test_merge \
	tests/unit/register/test_profile \
	tests/unit/register/test_roles \
	tests/unit/register/test_secret \
	tests/unit/register/test_trouble \
	tests/unit/register/test_undo \
	tests/unit/register/test_view
check_PROGRAMS += $(door_tests)
TESTS += $(door_tests)
DOOR_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS) -I$(top_srcdir)
DOOR_LIBS = libregister.a libstore.a libcheap.a libvault.a libbase.a $(CMOCKA_LIBS) $(SQLITE_LIBS) $(BASE_LIBS)

tests_unit_register_test_becomes_SOURCES = tests/unit/register/test_becomes.c tests/unit/register/doors.h tests/unit/raw.h
tests_unit_register_test_becomes_CPPFLAGS = $(DOOR_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_register_test_becomes_LDADD = $(DOOR_LIBS)
tests_unit_register_test_change_SOURCES = tests/unit/register/test_change.c tests/unit/register/doors.h
tests_unit_register_test_change_CPPFLAGS = $(DOOR_CPPFLAGS)
tests_unit_register_test_change_LDADD = $(DOOR_LIBS)
tests_unit_register_test_draft_SOURCES = tests/unit/register/test_draft.c tests/unit/register/doors.h
tests_unit_register_test_draft_CPPFLAGS = $(DOOR_CPPFLAGS)
tests_unit_register_test_draft_LDADD = $(DOOR_LIBS)
tests_unit_register_test_grant_SOURCES = tests/unit/register/test_grant.c tests/unit/register/doors.h tests/unit/register/full.h
tests_unit_register_test_grant_CPPFLAGS = $(DOOR_CPPFLAGS)
tests_unit_register_test_grant_LDADD = $(DOOR_LIBS)
tests_unit_register_test_input_SOURCES = tests/unit/register/test_input.c tests/unit/register/doors.h tests/unit/register/full.h
tests_unit_register_test_input_CPPFLAGS = $(DOOR_CPPFLAGS)
tests_unit_register_test_input_LDADD = $(DOOR_LIBS)
tests_unit_register_test_list_SOURCES = tests/unit/register/test_list.c tests/unit/register/doors.h
tests_unit_register_test_list_CPPFLAGS = $(DOOR_CPPFLAGS)
tests_unit_register_test_list_LDADD = $(DOOR_LIBS)
tests_unit_register_test_order_SOURCES = tests/unit/register/test_order.c tests/unit/register/doors.h
tests_unit_register_test_order_CPPFLAGS = $(DOOR_CPPFLAGS)
tests_unit_register_test_order_LDADD = $(DOOR_LIBS)
tests_unit_register_test_merge_SOURCES = tests/unit/register/test_merge.c tests/unit/register/doors.h tests/unit/register/chance.h
tests_unit_register_test_merge_CPPFLAGS = $(DOOR_CPPFLAGS)
tests_unit_register_test_merge_LDADD = $(DOOR_LIBS)
tests_unit_register_test_profile_SOURCES = tests/unit/register/test_profile.c
tests_unit_register_test_profile_CPPFLAGS = $(DOOR_CPPFLAGS)
tests_unit_register_test_profile_LDADD = $(DOOR_LIBS)
tests_unit_register_test_roles_SOURCES = tests/unit/register/test_roles.c tests/unit/register/doors.h tests/unit/register/full.h
tests_unit_register_test_roles_CPPFLAGS = $(DOOR_CPPFLAGS)
tests_unit_register_test_roles_LDADD = $(DOOR_LIBS)
tests_unit_register_test_secret_SOURCES = tests/unit/register/test_secret.c tests/unit/register/doors.h
tests_unit_register_test_secret_CPPFLAGS = $(DOOR_CPPFLAGS)
tests_unit_register_test_secret_LDADD = $(DOOR_LIBS)
tests_unit_register_test_trouble_SOURCES = tests/unit/register/test_trouble.c tests/unit/register/doors.h
tests_unit_register_test_trouble_CPPFLAGS = $(DOOR_CPPFLAGS)
tests_unit_register_test_trouble_LDADD = $(DOOR_LIBS)
tests_unit_register_test_view_SOURCES = tests/unit/register/test_view.c tests/unit/register/doors.h tests/unit/register/chance.h
tests_unit_register_test_view_CPPFLAGS = $(DOOR_CPPFLAGS)
tests_unit_register_test_view_LDADD = $(DOOR_LIBS)
tests_unit_register_test_undo_SOURCES = tests/unit/register/test_undo.c tests/unit/register/doors.h tests/unit/register/chance.h
tests_unit_register_test_undo_CPPFLAGS = $(DOOR_CPPFLAGS)
tests_unit_register_test_undo_LDADD = $(DOOR_LIBS)

# What is declared: fields, own fields, the gate.
declare_tests = \
	tests/unit/register/test_columns \
	tests/unit/register/test_field \
	tests/unit/register/test_gate \
	tests/unit/register/test_own \
	tests/unit/register/test_session
check_PROGRAMS += $(declare_tests)
TESTS += $(declare_tests)
tests_unit_register_test_field_SOURCES = tests/unit/register/test_field.c
tests_unit_register_test_field_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_register_test_field_LDADD = $(DOOR_LIBS)
tests_unit_register_test_gate_SOURCES = tests/unit/register/test_gate.c
tests_unit_register_test_gate_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_register_test_gate_LDADD = $(DOOR_LIBS)
tests_unit_register_test_own_SOURCES = tests/unit/register/test_own.c
tests_unit_register_test_own_CPPFLAGS = $(DOOR_CPPFLAGS)
tests_unit_register_test_own_LDADD = $(DOOR_LIBS)
tests_unit_register_test_columns_SOURCES = tests/unit/register/test_columns.c
tests_unit_register_test_columns_CPPFLAGS = $(DOOR_CPPFLAGS)
tests_unit_register_test_columns_LDADD = $(DOOR_LIBS)
tests_unit_register_test_session_SOURCES = tests/unit/register/test_session.c
tests_unit_register_test_session_CPPFLAGS = $(DOOR_CPPFLAGS)
tests_unit_register_test_session_LDADD = $(DOOR_LIBS)
