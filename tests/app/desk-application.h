/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): the registered application of a test of windows, in the language of
 * the environment and with the tests begun; NULL without a display: the test ends with 77. */
AdwApplication *desk_application_start (int *argc, char ***argv, const char *id);

G_END_DECLS
