/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-meeting.h"
#include "zhihui-sketch.h"

G_BEGIN_DECLS

/* What panels that show meetings have in common. */
const char *zhihui_meeting_get_state_word (ZhihuiMeetingState state);
void        zhihui_sketch_meeting_sign (ZhihuiSketch      *sketch,
                                        const char        *key,
                                        ZhihuiMeetingState state,
                                        double             x,
                                        double             y,
                                        double             size,
                                        ZhihuiRgba         colour);
/* A sign that is hollow when it is kept, not now. Positions in u, of the middle. */
void  zhihui_sketch_honest_symbol (ZhihuiSketch *sketch,
                                   const char   *key,
                                   ZhihuiSymbol  symbol,
                                   double        x,
                                   double        y,
                                   double        size,
                                   ZhihuiRgba    colour);
char *zhihui_sketch_make_meeting_units (ZhihuiSketch        *sketch,
                                        const ZhihuiMeeting *meeting,
                                        const ZhihuiStyle   *style,
                                        double               room);
/* "6 家", of what goes on "6 家，5 家已入会" */
char                *zhihui_meeting_make_unit_count (const ZhihuiMeeting *meeting);
gboolean             zhihui_sketch_is_end_of_day (const ZhihuiSketch *sketch, gint64 at);
gboolean             zhihui_sketch_goes_on (ZhihuiSketch *sketch, const ZhihuiMeeting *open);
const ZhihuiMeeting *zhihui_sketch_find_current (ZhihuiSketch *sketch, ZhihuiMeetings *meetings);
/* "schedule as of 14:05", "◔ 48 s ago", nothing when it is of now; returns its width. */
double zhihui_sketch_schedule_caption (ZhihuiSketch *sketch, double x, double y, double max_width);
/* At most so many of a day: what is over makes room for what is to come, the oldest of it first. */
void zhihui_meetings_make_fit (GPtrArray *chosen, guint n_fit);
/* The meetings to show, or NULL: then the panel says why it shows none. */
ZhihuiMeetings *zhihui_sketch_begin_meetings (ZhihuiSketch *sketch);

G_END_DECLS
