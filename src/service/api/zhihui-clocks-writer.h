/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-platform.h"
#include "zhihui-wire-writer.h"

G_BEGIN_DECLS

/* What the clocks say of a case and of an assignment, as members of the object at hand. */
void zhihui_clocks_write_case (ZhihuiPlatform *platform, ZhihuiWireWriter *writer, guint index);
void
zhihui_clocks_write_assignment (ZhihuiPlatform *platform, ZhihuiWireWriter *writer, guint index);

G_END_DECLS
