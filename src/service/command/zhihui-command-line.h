/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads a command's options; every command has --help and --version besides. When the command is
 * done with that, or the line is wrong, FALSE and the exit status. */
gboolean zhihui_command_line_parse (int                *argc,
                                    char             ***argv,
                                    const GOptionEntry *entries,
                                    const char         *arguments,
                                    const char         *description,
                                    int                *status);
void     zhihui_command_line_hide_passwords (int argc, char **argv);
int      zhihui_command_line_complain (int status, const char *message);

G_END_DECLS
