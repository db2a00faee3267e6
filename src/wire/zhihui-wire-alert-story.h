/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-alert-story.h"

G_BEGIN_DECLS

/* The member "story" of GET /alerts/{id}; the rest is the list of zhihui_wire_decode_alerts(). */
char             *zhihui_wire_encode_alert_with_story (ZhihuiAlerts           *alerts,
                                                       const ZhihuiAlertStory *story,
                                                       ZhihuiZone             *zone);
ZhihuiAlertStory *zhihui_wire_decode_alert_story (GBytes *body, GError **error);

G_END_DECLS
