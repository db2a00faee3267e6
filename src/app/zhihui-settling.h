/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source.h"

G_BEGIN_DECLS

gboolean zhihui_settling_wait (ZhihuiSource *source, guint timeout_ms);

G_END_DECLS
