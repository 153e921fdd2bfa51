# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libinsight.a
libinsight_a_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS)
libinsight_a_SOURCES = \
	src/insight/facts.c \
	src/insight/facts.h \
	src/insight/hours.c \
	src/insight/index.c \
	src/insight/indicator.c \
	src/insight/indicator.h \
	src/insight/inside.h \
	src/insight/lists.c \
	src/insight/people.c \
	src/insight/records.c \
	src/insight/roll.c \
	src/insight/run.c \
	src/insight/spans.c \
	src/insight/spells.c \
	src/insight/stages.c \
	src/insight/table.c \
	src/insight/times.c \
	src/insight/times.h \
	src/insight/known.c \
	src/insight/known.h \
	src/insight/internal.c \
	src/insight/internal.h \
	src/insight/internal_out.c \
	src/insight/internal_own.h \
	src/insight/internal_sheet.c \
	src/insight/known_key.c \
	src/insight/known_own.h \
	src/insight/known_past.c \
	src/insight/known_flow.c \
	src/insight/known_stretch.c \
	src/insight/period.c \
	src/insight/report.c \
	src/insight/report.h \
	src/insight/report_annex.c \
	src/insight/report_charts.c \
	src/insight/report_index.c \
	src/insight/report_out.c \
	src/insight/report_own.h \
	src/insight/report_protect.c \
	src/insight/report_rule.c \
	src/insight/report_told.c \
	src/insight/report_words.c \
	src/insight/period.h
