/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-wall-window.h"

G_BEGIN_DECLS

/* A window of the wall that is the only screen of a director of its own: of the pages that are
 * shipped every one that has something to say, each until it is turned. */
ZhihuiWallWindow *lone_window_new (ZhihuiSource *source);

G_END_DECLS
