/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exit statuses of its own. */
#define ZHIHUI_VERIFY_EQUAL 0
#define ZHIHUI_VERIFY_DIFFERS 1 /* the figures are other ones now */
#define ZHIHUI_VERIFY_NO_PAPER                                                                     \
  2 /* it is none of ours, or was changed; or the command line is wrong */
#define ZHIHUI_VERIFY_UNKNOWN 3 /* the figures could not be read */

int zhihui_verify_main (int argc, char **argv);

G_END_DECLS
