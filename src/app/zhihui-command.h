/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exit statuses of every command. */
#define ZHIHUI_EXIT_OK 0
#define ZHIHUI_EXIT_FAILED 1 /* the world said no: the error is on stderr */
#define ZHIHUI_EXIT_USAGE 2  /* the command line is wrong */

/* Each is a program of its own: @argv[0] is the command's name. Returns the exit status. */
int zhihui_wall_main (int argc, char **argv);
int zhihui_desk_main (int argc, char **argv);
int zhihui_report_main (int argc, char **argv);
int zhihui_shot_main (int argc, char **argv);
int zhihui_check_main (int argc, char **argv);
int zhihui_record_main (int argc, char **argv);
int zhihui_ctl_main (int argc, char **argv);
int zhihui_map_main (int argc, char **argv);

int zhihui_command_run (int argc, char **argv);

G_END_DECLS
