/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-page.h"

#define DESK_KEY "zhihui-desk" /* with it a page holds the desk */

G_DEFINE_INTERFACE (ZhihuiDeskPage, zhihui_desk_page, GTK_TYPE_WIDGET)

static void
zhihui_desk_page_default_init (ZhihuiDeskPageInterface *iface)
{
}

/**
 * zhihui_desk_page_open:
 * @desk: (transfer none): what it shares with the others
 *
 * @desk lives at least as long as the page, which an answer that is on its way may hold after its
 * window is gone.
 */
void
zhihui_desk_page_open (ZhihuiDeskPage *self, ZhihuiDesk *desk)
{
  g_object_set_data_full (G_OBJECT (self), DESK_KEY, g_object_ref (desk), g_object_unref);
  ZHIHUI_DESK_PAGE_GET_IFACE (self)->open (self, desk);
}

/**
 * zhihui_desk_page_add_wants:
 * @wants: is added to; its strings are the page's until the next call
 */
void
zhihui_desk_page_add_wants (ZhihuiDeskPage *self, ZhihuiWants *wants)
{
  if (ZHIHUI_DESK_PAGE_GET_IFACE (self)->add_wants != NULL)
    ZHIHUI_DESK_PAGE_GET_IFACE (self)->add_wants (self, wants);
}

/**
 * zhihui_desk_page_show:
 * @situation: what is known
 */
void
zhihui_desk_page_show (ZhihuiDeskPage *self, ZhihuiSituation *situation)
{
  ZHIHUI_DESK_PAGE_GET_IFACE (self)->show (self, situation);
}

/**
 * zhihui_desk_page_pass:
 * @now_us: monotonic time
 *
 * A second passed while the page was seen.
 */
void
zhihui_desk_page_pass (ZhihuiDeskPage *self, gint64 now_us)
{
  if (ZHIHUI_DESK_PAGE_GET_IFACE (self)->pass != NULL)
    ZHIHUI_DESK_PAGE_GET_IFACE (self)->pass (self, now_us);
}

/**
 * zhihui_desk_page_leave:
 *
 * The page is no longer seen.
 */
void
zhihui_desk_page_leave (ZhihuiDeskPage *self)
{
  if (ZHIHUI_DESK_PAGE_GET_IFACE (self)->leave != NULL)
    ZHIHUI_DESK_PAGE_GET_IFACE (self)->leave (self);
}

/**
 * zhihui_desk_page_can_search:
 *
 * Returns: whether there is something to find
 */
gboolean
zhihui_desk_page_can_search (ZhihuiDeskPage *self)
{
  return ZHIHUI_DESK_PAGE_GET_IFACE (self)->search != NULL;
}

/**
 * zhihui_desk_page_search:
 *
 * The user wants to find something.
 */
void
zhihui_desk_page_search (ZhihuiDeskPage *self)
{
  if (zhihui_desk_page_can_search (self))
    ZHIHUI_DESK_PAGE_GET_IFACE (self)->search (self);
}

/**
 * zhihui_desk_page_go:
 * @target: (nullable): an a{sv} that names what to show; words a page does not know mean nothing
 */
void
zhihui_desk_page_go (ZhihuiDeskPage *self, GVariant *target)
{
  if (target != NULL && ZHIHUI_DESK_PAGE_GET_IFACE (self)->go != NULL)
    ZHIHUI_DESK_PAGE_GET_IFACE (self)->go (self, target);
}

/**
 * zhihui_desk_page_find_place:
 * @target: (nullable): what a person was led to, see zhihui_desk_page_go()
 *
 * Returns: (transfer none) (nullable): what their keys go on with
 */
GtkWidget *
zhihui_desk_page_find_place (ZhihuiDeskPage *self, GVariant *target)
{
  if (ZHIHUI_DESK_PAGE_GET_IFACE (self)->find_place == NULL)
    return NULL;
  return ZHIHUI_DESK_PAGE_GET_IFACE (self)->find_place (self, target);
}

/**
 * zhihui_desk_page_describe:
 *
 * Returns: (transfer full) (nullable): the line under its title; NULL: how old the figures are
 */
char *
zhihui_desk_page_describe (ZhihuiDeskPage *self)
{
  if (ZHIHUI_DESK_PAGE_GET_IFACE (self)->describe == NULL)
    return NULL;
  return ZHIHUI_DESK_PAGE_GET_IFACE (self)->describe (self);
}

/**
 * zhihui_desk_page_name_subject:
 *
 * Returns: (transfer full) (nullable): in a word or two what it is about now, for who chooses among
 * windows; never a person
 */
char *
zhihui_desk_page_name_subject (ZhihuiDeskPage *self)
{
  if (ZHIHUI_DESK_PAGE_GET_IFACE (self)->name_subject == NULL)
    return NULL;
  return ZHIHUI_DESK_PAGE_GET_IFACE (self)->name_subject (self);
}

/**
 * zhihui_desk_page_get_actions:
 *
 * Returns: (transfer none) (nullable): what its keys and menus do, "page.…" while it is seen
 */
GActionGroup *
zhihui_desk_page_get_actions (ZhihuiDeskPage *self)
{
  if (ZHIHUI_DESK_PAGE_GET_IFACE (self)->get_actions == NULL)
    return NULL;
  return ZHIHUI_DESK_PAGE_GET_IFACE (self)->get_actions (self);
}

/**
 * zhihui_desk_page_can_export:
 *
 * Returns: whether it has anything to write to a file
 */
gboolean
zhihui_desk_page_can_export (ZhihuiDeskPage *self)
{
  return ZHIHUI_DESK_PAGE_GET_IFACE (self)->add_export != NULL;
}

/**
 * zhihui_desk_page_add_export:
 * @export: is told what to write
 *
 * Returns: whether there is something to write now
 */
gboolean
zhihui_desk_page_add_export (ZhihuiDeskPage *self, ZhihuiDeskExport *export)
{
  return zhihui_desk_page_can_export (self) &&
         ZHIHUI_DESK_PAGE_GET_IFACE (self)->add_export (self, export);
}
