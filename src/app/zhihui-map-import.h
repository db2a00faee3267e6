/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* `zhihui map import`; @argv[0] is its name. Returns the exit status. */
int zhihui_map_import_main (int argc, char **argv);

G_END_DECLS
