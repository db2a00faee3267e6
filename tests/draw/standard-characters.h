/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define STANDARD_CHARACTERS_N 8105

/* The characters of 通用规范汉字表, which names of people and places are written with, in the order
 * of their code points; NULL where the table is not installed: then the test was marked skipped. */
char *standard_characters_load (void);

G_END_DECLS
