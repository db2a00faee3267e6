/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libical/ical.h>

#include "zhihui-agenda.h"

G_BEGIN_DECLS

/* Where a meeting is joined, who invites, what it is about: only where it is asked for. */
void zhihui_agenda_read_details (icalcomponent *event, ZhihuiAgendaMeeting *meeting);

G_END_DECLS
