/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-review.h"

#include "zhihui-desk-page.h"
#include "zhihui-meeting-list.h"

/* The case reviews. */
struct _ZhihuiDeskReview
{
  AdwBin parent_instance;

  ZhihuiMeetingList *meetings; /* the child */
};

static void page_init (ZhihuiDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiDeskReview,
                               zhihui_desk_review,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_DESK_PAGE, page_init))

static void
open_page (ZhihuiDeskPage *page, ZhihuiDesk *desk)
{
}

static void
show (ZhihuiDeskPage *page, ZhihuiSituation *situation)
{
  zhihui_meeting_list_show (ZHIHUI_DESK_REVIEW (page)->meetings, situation);
}

static void
page_init (ZhihuiDeskPageInterface *iface)
{
  iface->open = open_page;
  iface->show = show;
}

static void
zhihui_desk_review_class_init (ZhihuiDeskReviewClass *klass)
{
}

static void
zhihui_desk_review_init (ZhihuiDeskReview *self)
{
  self->meetings = ZHIHUI_MEETING_LIST (zhihui_meeting_list_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->meetings));
}
