/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GVariant *zhihui_wall_caller_call (const char *method, GVariant *parameters, GError **error);

G_END_DECLS
