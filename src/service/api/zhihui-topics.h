/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-request.h"

G_BEGIN_DECLS

/* What listeners are told of, each by the question that a screen would ask. */
GHashTable *zhihui_topics_read (ZhihuiPlatform *platform, ZhihuiPins *pins);

G_END_DECLS
