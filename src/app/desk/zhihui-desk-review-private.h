/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-desk-page.h"
#include "zhihui-desk-review.h"
#include "zhihui-meeting-agenda.h"
#include "zhihui-meeting-pane.h"
#include "zhihui-month-view.h"

G_BEGIN_DECLS

struct _ZhihuiDeskReview
{
  AdwBin parent_instance;

  ZhihuiDesk         *desk;        /* borrowed; NULL before the page is opened */
  GCancellable       *cancellable; /* owned: of everything that is asked */
  GSimpleActionGroup *actions;     /* owned: "page.…" */
  char               *chosen;      /* owned: id of the meeting that is shown, NULL none */

  gboolean        by_month;     /* the month is seen instead of the groups */
  GCancellable   *month_asking; /* owned, nullable: of the month that was asked for last */
  ZhihuiMeetings *month;        /* owned, nullable: of the month that is seen */
  ZhihuiMeetings *shown;        /* owned, nullable: those of the situation */
  ZhihuiMeetings *other;        /* owned, nullable: one that is in neither, asked for by itself */
  char           *asked_cases;  /* owned: of which meeting and cases more was asked, NULL none */
  gboolean        month_failed; /* the source tells no months */
  gint64          cases_failed_us; /* monotonic: when one of them was not told, 0 all were */

  AdwLeaflet          *leaflet;
  GtkWidget           *side, *reading, *back;
  GtkWidget           *list_button, *month_button, *plan_button;
  ZhihuiMonthView     *calendar;
  GtkLabel            *note;
  ZhihuiMeetingAgenda *agenda;
  ZhihuiMeetingPane   *pane;
};

/* The meeting that is shown, as the page knows it; borrowed. */
const ZhihuiMeeting *zhihui_desk_review_find_chosen (ZhihuiDeskReview *self);
const ZhihuiMeeting *zhihui_desk_review_find_in (ZhihuiMeetings *meetings, const char *id);
void                 zhihui_desk_review_show (ZhihuiDeskReview *self);

/* zhihui-desk-review-asking.c: what the situation does not tell. */
void zhihui_desk_review_ask_month (ZhihuiDeskReview *self);
void zhihui_desk_review_stop_asking_month (ZhihuiDeskReview *self);
void zhihui_desk_review_ask_meeting (ZhihuiDeskReview *self, const char *id);
void zhihui_desk_review_hear (ZhihuiDeskReview *self, ZhihuiDeskErrand *errand);
void zhihui_desk_review_ask_cases (ZhihuiDeskReview *self, const ZhihuiMeeting *meeting);
void zhihui_desk_review_pass_cases (ZhihuiDeskReview *self, gint64 now_us);

/* zhihui-desk-review-actions.c: what is done with a meeting. */
void zhihui_desk_review_add_actions (ZhihuiDeskReview *self);
void zhihui_desk_review_judge_actions (ZhihuiDeskReview *self);

G_END_DECLS
