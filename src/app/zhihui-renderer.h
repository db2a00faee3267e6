/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ZHIHUI_RENDERER_DEVICES "/dev/dri"

void zhihui_renderer_choose (const char *devices);

G_END_DECLS
