/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The commands of zhihui-platform. argv[0] is the command's name; the result is the exit status:
 * 0 success, 1 the world's fault, 2 a wrong command line. */
int zhihui_serve_main (int argc, char **argv);
int zhihui_simulate_main (int argc, char **argv);
int zhihui_create_main (int argc, char **argv);
int zhihui_freeze_main (int argc, char **argv);
int zhihui_import_main (int argc, char **argv);
int zhihui_token_main (int argc, char **argv);
int zhihui_check_main (int argc, char **argv);
int zhihui_backup_main (int argc, char **argv);
int zhihui_restore_main (int argc, char **argv);
int zhihui_audit_main (int argc, char **argv);
int zhihui_layers_main (int argc, char **argv);
int zhihui_rollup_main (int argc, char **argv);
int zhihui_meetings_main (int argc, char **argv);
int zhihui_calendar_main (int argc, char **argv);
int zhihui_clocks_main (int argc, char **argv);

G_END_DECLS
