/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source-options.h"

G_BEGIN_DECLS

int zhihui_check_history (ZhihuiSourceOptions *options, gboolean json);

G_END_DECLS
