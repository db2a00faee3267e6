/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The Big List of Naughty Strings, as far as it is UTF-8 (element-type utf8); NULL where it is not
 * beside the project's own tree: then the test was marked skipped. */
GPtrArray *naughty_lines_load (void);

G_END_DECLS
