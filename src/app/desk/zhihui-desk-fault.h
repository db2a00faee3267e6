/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *zhihui_desk_fault_describe (const GError *error);

G_END_DECLS
