/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-desk-export.h"
#include "zhihui-desk.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DESK_PAGE (zhihui_desk_page_get_type ())
G_DECLARE_INTERFACE (ZhihuiDeskPage, zhihui_desk_page, ZHIHUI, DESK_PAGE, GtkWidget)

/**
 * ZhihuiDeskPage:
 *
 * A page of the desk: joins views with the source. It comes to be when it is seen for the first
 * time. Of all that follows only @open and @show are not nullable.
 */
struct _ZhihuiDeskPageInterface
{
  GTypeInterface parent_iface;

  void (*open) (ZhihuiDeskPage *self, ZhihuiDesk *desk); /* once, first of all; @desk is borrowed:
                                                            the page is kept with a reference */
  void (*add_wants) (ZhihuiDeskPage *self, ZhihuiWants *wants); /* what is polled while it is seen;
                                                                strings live till the next call */
  void (*show) (ZhihuiDeskPage *self, ZhihuiSituation *situation); /* seen, and something changed */
  void (*pass) (ZhihuiDeskPage *self, gint64 now_us);  /* seen, each second; monotonic */
  void (*leave) (ZhihuiDeskPage *self);                /* no longer seen */
  void (*search) (ZhihuiDeskPage *self);               /* the user wants to find something */
  void (*go) (ZhihuiDeskPage *self, GVariant *target); /* seen: show that; a{sv} */
  GtkWidget *(*find_place) (ZhihuiDeskPage *self,
                            GVariant       *target);  /* borrowed, nullable: what keys go on with */
  char *(*describe) (ZhihuiDeskPage *self);     /* a line under the title; NULL the usual */
  char *(*name_subject) (ZhihuiDeskPage *self); /* in a word or two what it is about, no person;
                                                   nullable */
  GActionGroup *(*get_actions) (ZhihuiDeskPage *self); /* borrowed: "page.…" while it is seen */
  gboolean (*add_export) (ZhihuiDeskPage *self,
                          ZhihuiDeskExport *export); /* FALSE: nothing to write now */
};

void          zhihui_desk_page_open (ZhihuiDeskPage *self, ZhihuiDesk *desk);
void          zhihui_desk_page_add_wants (ZhihuiDeskPage *self, ZhihuiWants *wants);
void          zhihui_desk_page_show (ZhihuiDeskPage *self, ZhihuiSituation *situation);
void          zhihui_desk_page_pass (ZhihuiDeskPage *self, gint64 now_us);
void          zhihui_desk_page_leave (ZhihuiDeskPage *self);
gboolean      zhihui_desk_page_can_search (ZhihuiDeskPage *self);
void          zhihui_desk_page_search (ZhihuiDeskPage *self);
void          zhihui_desk_page_go (ZhihuiDeskPage *self, GVariant *target);
GtkWidget    *zhihui_desk_page_find_place (ZhihuiDeskPage *self, GVariant *target);
char         *zhihui_desk_page_describe (ZhihuiDeskPage *self);
char         *zhihui_desk_page_name_subject (ZhihuiDeskPage *self);
GActionGroup *zhihui_desk_page_get_actions (ZhihuiDeskPage *self);
gboolean      zhihui_desk_page_can_export (ZhihuiDeskPage *self);
gboolean      zhihui_desk_page_add_export (ZhihuiDeskPage *self, ZhihuiDeskExport *export);

G_END_DECLS
