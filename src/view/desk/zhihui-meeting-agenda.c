/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting-agenda.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "zhihui-format.h"
#include "zhihui-meeting-cell.h"
#include "zhihui-meeting-words.h"
#include "zhihui-table-focus.h"

/**
 * ZhihuiMeetingAgenda:
 *
 * Meetings one below the other: in groups, or those of one day. Says which one is chosen.
 */
struct _ZhihuiMeetingAgenda
{
  GtkWidget parent_instance;

  GtkWidget          *stack;     /* child: "list" or "empty" */
  GtkWidget          *empty;     /* borrowed */
  GtkWidget          *view;      /* borrowed */
  GListStore         *items;     /* owned: ZhihuiMeetingItem */
  GtkSingleSelection *selection; /* owned */
  gboolean            is_laying; /* rows are put in: what is chosen then is not yet settled */
  char               *chosen;    /* owned: id of the meeting that was told last, NULL none */
};

G_DEFINE_FINAL_TYPE (ZhihuiMeetingAgenda, zhihui_meeting_agenda, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
zhihui_meeting_agenda_dispose (GObject *object)
{
  ZhihuiMeetingAgenda *self = ZHIHUI_MEETING_AGENDA (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_pointer (&self->chosen, g_free);

  G_OBJECT_CLASS (zhihui_meeting_agenda_parent_class)->dispose (object);
}

static void
zhihui_meeting_agenda_class_init (ZhihuiMeetingAgendaClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_meeting_agenda_dispose;
  zhihui_table_focus_install (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  /**
   * ZhihuiMeetingAgenda::chosen:
   *
   * Another meeting was chosen, or none is any more.
   */
  signals[CHOSEN] = g_signal_new (
    "chosen", ZHIHUI_TYPE_MEETING_AGENDA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * ZhihuiMeetingAgenda::activated:
   *
   * The chosen meeting is to be seen, where the list stands before it.
   */
  signals[ACTIVATED] = g_signal_new ("activated",
                                     ZHIHUI_TYPE_MEETING_AGENDA,
                                     G_SIGNAL_RUN_LAST,
                                     0,
                                     NULL,
                                     NULL,
                                     NULL,
                                     G_TYPE_NONE,
                                     0);
}

static void
cell_made_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, zhihui_meeting_cell_new ());
}

static void
cell_bound_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  zhihui_meeting_cell_set_item (ZHIHUI_MEETING_CELL (gtk_list_item_get_child (item)),
                                gtk_list_item_get_item (item));
}

static void
cell_unbound_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  zhihui_meeting_cell_set_item (ZHIHUI_MEETING_CELL (gtk_list_item_get_child (item)), NULL);
}

/* The selection also says that it changed where its row but moved. */
static void
chosen_cb (ZhihuiMeetingAgenda *self)
{
  const ZhihuiMeeting *meeting = zhihui_meeting_agenda_get_selected (self);
  const char          *id = meeting != NULL ? meeting->id : NULL;

  if (self->is_laying || g_strcmp0 (id, self->chosen) == 0)
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (id);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
activated_cb (ZhihuiMeetingAgenda *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
zhihui_meeting_agenda_init (ZhihuiMeetingAgenda *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (cell_made_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (cell_bound_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (cell_unbound_cb), NULL);
  self->items = g_list_store_new (ZHIHUI_TYPE_MEETING_ITEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (chosen_cb), self);
  self->view = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  g_signal_connect_object (
    self->view, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (self->view, "zh-agenda");
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Meetings"), -1);

  gtk_scrolled_window_set_policy (
    GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  self->empty = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), "camera-video-symbolic");
  gtk_widget_add_css_class (self->empty, "compact");

  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), self->empty, "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), scroller, "list");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

GtkWidget *
zhihui_meeting_agenda_new (void)
{
  return g_object_new (ZHIHUI_TYPE_MEETING_AGENDA, NULL);
}

static ZhihuiMeetingItem *
find_item (ZhihuiMeetingAgenda *self, const char *id, guint *position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ZhihuiMeetingItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (g_strcmp0 (zhihui_meeting_item_get_meeting (item)->id, id) == 0)
        {
          if (position != NULL)
            *position = i;
          return item;
        }
    }
  return NULL;
}

/* Whether the rows are those of @list already. */
static gboolean
has_rows_of (ZhihuiMeetingAgenda *self, GPtrArray *list)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  if (n != list->len)
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ZhihuiMeetingItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (g_strcmp0 (zhihui_meeting_item_get_meeting (item)->id,
                     ((ZhihuiMeeting *) list->pdata[i])->id) != 0)
        return FALSE;
    }
  return TRUE;
}

/* Rows that stay keep their objects: what is chosen stays chosen. */
static void
set_rows (ZhihuiMeetingAgenda *self, ZhihuiMeetings *meetings, GPtrArray *list)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < list->len; i++)
    {
      ZhihuiMeeting     *meeting = list->pdata[i];
      ZhihuiMeetingItem *item = find_item (self, meeting->id, NULL);

      g_ptr_array_add (
        items, item != NULL ? g_object_ref (item) : zhihui_meeting_item_new (meetings, meeting));
    }
  self->is_laying = TRUE;
  g_list_store_splice (self->items, 0, n, items->pdata, items->len);
  self->is_laying = FALSE;
  chosen_cb (self);
}

static char *
make_header (ZhihuiMeetingGroup group, ZhihuiZone *zone, gint64 now)
{
  g_autofree char *date = NULL;

  if (group != ZHIHUI_MEETINGS_TODAY)
    return g_strdup (zhihui_meeting_words_group (group));

  date = zhihui_format_date_weekday (zone, now);
  return g_strdup_printf ("%s  %s", zhihui_meeting_words_group (group), date);
}

static ZhihuiMeetingText
make_text (const ZhihuiMeeting *meeting, ZhihuiZone *zone, gint64 now, gboolean is_next)
{
  return (ZhihuiMeetingText){
    .when = zhihui_meeting_words_when (meeting, zone, now),
    .title = g_strdup (meeting->title),
    .who = zhihui_meeting_words_who (meeting),
    .cases = zhihui_meeting_words_cases (meeting),
    .standing = zhihui_meeting_words_standing (meeting, zone, now, is_next),
    .is_now = meeting->state == ZHIHUI_MEETING_OPEN,
    .is_over = zhihui_meeting_is_over (meeting),
    .is_late = zhihui_meeting_count_decisions (meeting, "overdue") > 0 &&
               zhihui_meeting_judge_group (meeting, zone, now) == ZHIHUI_MEETINGS_PAST,
  };
}

static void
show_list (ZhihuiMeetingAgenda *self,
           ZhihuiMeetings      *meetings,
           GPtrArray           *list,
           ZhihuiZone          *zone,
           gint64               now,
           gboolean             with_groups)
{
  const ZhihuiMeeting *next = meetings != NULL ? zhihui_meetings_find_next (meetings, now) : NULL;
  const ZhihuiMeeting *late = meetings != NULL ? zhihui_meetings_find_late (meetings, now) : NULL;
  ZhihuiMeetingGroup   last = ZHIHUI_MEETINGS_NEVER;

  if (!has_rows_of (self, list))
    set_rows (self, meetings, list);
  for (guint i = 0; i < list->len; i++)
    {
      g_autoptr (ZhihuiMeetingItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      ZhihuiMeeting     *meeting = list->pdata[i];
      ZhihuiMeetingGroup group = zhihui_meeting_judge_group (meeting, zone, now);
      ZhihuiMeetingText  text = make_text (meeting, zone, now, meeting == next || meeting == late);

      if (with_groups && group != last)
        text.header = make_header (group, zone, now);
      last = group;
      zhihui_meeting_item_set_meeting (item, meetings, meeting);
      zhihui_meeting_item_take_text (item, &text);
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), list->len > 0 ? "list" : "empty");
}

/**
 * zhihui_meeting_agenda_show:
 * @meetings: (nullable): what is known
 * @zone: of the deployment
 * @now: of the platform's clock
 *
 * Shows them in groups. Call it as well when only the time went on: what is the same is left alone.
 */
void
zhihui_meeting_agenda_show (ZhihuiMeetingAgenda *self,
                            ZhihuiMeetings      *meetings,
                            ZhihuiZone          *zone,
                            gint64               now)
{
  g_autoptr (GPtrArray) list = NULL;

  g_return_if_fail (ZHIHUI_IS_MEETING_AGENDA (self) && zone != NULL);

  list = meetings != NULL ? zhihui_meetings_list_groups (meetings, zone, now) : g_ptr_array_new ();
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), _ ("No meetings in these weeks"));
  show_list (self, meetings, list, zone, now, TRUE);
}

/**
 * zhihui_meeting_agenda_show_day:
 * @day: days since 1970-01-01
 *
 * Shows those that are planned for @day; of today what goes on as well.
 */
void
zhihui_meeting_agenda_show_day (
  ZhihuiMeetingAgenda *self, ZhihuiMeetings *meetings, ZhihuiZone *zone, gint64 now, gint32 day)
{
  g_autoptr (GPtrArray) list = NULL;

  g_return_if_fail (ZHIHUI_IS_MEETING_AGENDA (self) && zone != NULL);

  list = meetings != NULL
           ? zhihui_meetings_list_one_day (meetings, zone, day, zhihui_zone_day_of (zone, now))
           : g_ptr_array_new ();
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), _ ("No meetings on this day"));
  show_list (self, meetings, list, zone, now, FALSE);
}

/**
 * zhihui_meeting_agenda_select:
 * @id: (nullable): of a meeting; NULL none
 *
 * Returns: whether it is in the list and chosen now
 */
gboolean
zhihui_meeting_agenda_select (ZhihuiMeetingAgenda *self, const char *id)
{
  guint position = GTK_INVALID_LIST_POSITION;

  g_return_val_if_fail (ZHIHUI_IS_MEETING_AGENDA (self), FALSE);

  if (id != NULL && find_item (self, id, &position) == NULL)
    return FALSE;
  gtk_single_selection_set_selected (self->selection, position);
  return TRUE;
}

const ZhihuiMeeting *
zhihui_meeting_agenda_get_selected (ZhihuiMeetingAgenda *self)
{
  ZhihuiMeetingItem *item;

  g_return_val_if_fail (ZHIHUI_IS_MEETING_AGENDA (self), NULL);

  item = gtk_single_selection_get_selected_item (self->selection);
  return item != NULL ? zhihui_meeting_item_get_meeting (item) : NULL;
}

guint
zhihui_meeting_agenda_get_n_rows (ZhihuiMeetingAgenda *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}
