/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-topic-units.h"

G_BEGIN_DECLS

char             *zhihui_wire_encode_topic_units (ZhihuiTopicUnits *self, ZhihuiZone *zone);
ZhihuiTopicUnits *zhihui_wire_decode_topic_units (GBytes *body, GError **error);

G_END_DECLS
