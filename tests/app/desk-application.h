/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): the registered application of a test of windows, in the language of
 * the environment and with the tests begun; NULL without a display: the test ends with 77. */
AdwApplication *desk_application_start (int *argc, char ***argv, const char *id);
/* @log: gets what is logged by whomever and at whatever level, a line each */
AdwApplication *
desk_application_start_with_log (int *argc, char ***argv, const char *id, GString *log);

G_END_DECLS
