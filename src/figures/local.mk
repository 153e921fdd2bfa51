# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libfigures.a
libfigures_a_SOURCES = \
	src/figures/assign.c \
	src/figures/assign.h \
	src/figures/assign_certify.c \
	src/figures/assign_net.c \
	src/figures/assign_own.h \
	src/figures/assign_price.c \
	src/figures/assign_unique.c \
	src/figures/disclose.c \
	src/figures/disclose.h \
	src/figures/disclose_again.c \
	src/figures/disclose_again.h \
	src/figures/disclose_audit.c \
	src/figures/disclose_cells.c \
	src/figures/disclose_choose.c \
	src/figures/disclose_exact.c \
	src/figures/disclose_improve.c \
	src/figures/disclose_lp.c \
	src/figures/disclose_net.c \
	src/figures/disclose_own.h \
	src/figures/disclosed.c \
	src/figures/flow.c \
	src/figures/flow.h \
	src/figures/flow_build.c \
	src/figures/flow_certify.c \
	src/figures/flow_own.h \
	src/figures/segregation.c \
	src/figures/segregation.h \
	src/figures/survival.c \
	src/figures/survival.h
