/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* A label with the class "zh-level" that names the level of an alert in its colour. */
void zhihui_level_chip_show (GtkLabel *chip, ZhihuiLevel level);

G_END_DECLS
