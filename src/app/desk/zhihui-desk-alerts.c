/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-alerts.h"

#include <glib/gi18n-lib.h>

#include "zhihui-alert-list.h"
#include "zhihui-alert-pane.h"
#include "zhihui-asking.h"
#include "zhihui-desk-alert-note.h"
#include "zhihui-desk-page.h"
#include "zhihui-error.h"
#include "zhihui-mask.h"
#include "zhihui-side-pane.h"
#include "zhihui-wire-alert-story.h"
#include "zhihui-wire-telling.h"
#include "zhihui-wire.h"

#define ALL_PATH "/alerts?state=all"
#define NOTED_PATH "/alerts?state=acknowledged"
/* While alerts are seen that somebody has taken note of: nothing else tells that they change. */
#define ALL_PERIOD_US (15 * G_USEC_PER_SEC)
#define SEEN "zhihui-seen" /* of an errand: the alert as its user saw it */

/* The alerts, and what becomes of one. */
struct _ZhihuiDeskAlerts
{
  AdwBin parent_instance;

  ZhihuiDesk         *desk;    /* borrowed */
  GSimpleActionGroup *actions; /* owned */
  ZhihuiAlerts       *told;    /* owned, nullable: those of the situation */
  ZhihuiAlerts       *whole;   /* owned, nullable: with those that are noted */
  ZhihuiAlerts       *cut;     /* owned, nullable: an answer that lacks what is asked for now */
  GCancellable       *asking;  /* owned, nullable: for @whole */
  gint64              asked_us;
  gboolean            is_filled; /* there was something to see */
  GCancellable       *looking;   /* owned, nullable: for the story of the one selected */
  char               *looked;    /* owned, nullable: its id and etag */
  ZhihuiSidePane     *side;      /* owned: opens @pane */

  /* template children */
  AdwFlap         *flap;
  ZhihuiAlertList *list;
  ZhihuiAlertPane *pane;
};

static const char *const desk_scopes[] = { "desk", "case:full", NULL };

static void page_init (ZhihuiDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiDeskAlerts,
                               zhihui_desk_alerts,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_DESK_PAGE, page_init))

static gint64
get_now (ZhihuiDeskAlerts *self)
{
  return zhihui_situation_get_platform_now (zhihui_desk_get_situation (self->desk),
                                            g_get_monotonic_time ());
}

static ZhihuiDeskErrand *
find_errand (ZhihuiDeskAlerts *self, const ZhihuiAlert *alert)
{
  g_autofree char *subject = g_strconcat ("alert:", alert->id, NULL);

  return zhihui_desk_errands_find (zhihui_desk_get_errands (self->desk), subject);
}

/* The first of what is selected that something is told of. */
static ZhihuiDeskErrand *
find_selected (ZhihuiDeskAlerts *self, const ZhihuiAlert **alert)
{
  g_autoptr (GPtrArray) items = zhihui_alert_list_ref_selected (self->list);
  ZhihuiDeskErrand *errand = NULL;

  for (guint i = 0; errand == NULL && i < items->len; i++)
    {
      const ZhihuiAlert *one = zhihui_alert_item_get_alert (items->pdata[i]); /* of the list, too */

      errand = find_errand (self, one);
      if (alert != NULL)
        *alert = one;
    }
  return errand;
}

static ZhihuiProgress
get_progress (ZhihuiDeskErrand *errand)
{
  if (zhihui_desk_errand_get_state (errand) == ZHIHUI_ERRAND_WAITING)
    return ZHIHUI_PROGRESS_UNDO;
  if (zhihui_desk_errand_get_state (errand) == ZHIHUI_ERRAND_FAILED)
    return ZHIHUI_PROGRESS_AGAIN;
  return ZHIHUI_PROGRESS_NOTHING;
}

/* Where the note of the alert that is selected is. */
static void
show_progress (ZhihuiDeskAlerts *self)
{
  const ZhihuiAlert *alert;
  ZhihuiDeskErrand  *errand = find_selected (self, &alert);
  g_autofree char   *words = NULL;
  ZhihuiAlertItem   *seen;

  if (errand == NULL)
    {
      zhihui_alert_pane_set_progress (self->pane, NULL, ZHIHUI_PROGRESS_NOTHING);
      return;
    }
  words = zhihui_desk_errand_describe (errand, g_get_monotonic_time ());
  seen = g_object_get_data (G_OBJECT (errand), SEEN);
  if (g_error_matches (zhihui_desk_errand_get_error (errand), ZHIHUI_ERROR, ZHIHUI_ERROR_CHANGED) &&
      seen != NULL)
    {
      g_autofree char *change =
        zhihui_alert_item_describe_change (zhihui_alert_item_get_alert (seen), alert);
      g_autofree char *both = g_strjoin ("\n", words, *change != '\0' ? change : NULL, NULL);

      zhihui_alert_pane_set_progress (self->pane, both, ZHIHUI_PROGRESS_AGAIN);
      return;
    }
  zhihui_alert_pane_set_progress (self->pane, words, get_progress (errand));
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiDeskAlerts *self = user_data; /* not touched when cancelled */
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = zhihui_source_ask_finish (result, &error);
  g_autoptr (ZhihuiAlertStory) story = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->looking);
  if (body != NULL)
    story = zhihui_wire_decode_alert_story (body, NULL);
  /* What is not known is not shown: the platform may be older, or not ours. */
  zhihui_alert_pane_set_story (self->pane, story);
}

static void
end_asking (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static void
look_into (ZhihuiDeskAlerts *self, const ZhihuiAlert *alert)
{
  g_autofree char *version = alert != NULL ? g_strjoin ("\n", alert->id, alert->etag, NULL) : NULL;
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;

  if (g_strcmp0 (version, self->looked) == 0)
    return;
  end_asking (&self->looking);
  g_free (self->looked);
  self->looked = g_steal_pointer (&version);
  if (alert == NULL || alert->etag == NULL)
    return;

  id = g_uri_escape_string (alert->id, NULL, FALSE);
  path = g_strconcat ("/alerts/", id, NULL);
  self->looking = g_cancellable_new ();
  zhihui_source_ask_async (
    zhihui_desk_get_source (self->desk), path, self->looking, looked_cb, self);
}

static void
selected_cb (ZhihuiDeskAlerts *self)
{
  g_autoptr (GPtrArray) selected = zhihui_alert_list_ref_selected (self->list);
  ZhihuiAlertItem *only = selected->len == 1 ? selected->pdata[0] : NULL;
  ZhihuiSituation *situation;
  g_autofree char *hindrance = NULL;

  if (self->desk == NULL)
    return;
  situation = zhihui_desk_get_situation (self->desk);
  hindrance = zhihui_desk_dup_hindrance (self->desk, desk_scopes);
  if (selected->len > 1)
    zhihui_alert_pane_show_several (self->pane, selected->len);
  else
    zhihui_alert_pane_show (
      self->pane, only, zhihui_situation_get_zone (situation), get_now (self));
  /* It may have been told elsewhere in the window. */
  zhihui_alert_pane_set_name (self->pane, zhihui_desk_get_name (self->desk));
  zhihui_alert_pane_set_hindrance (self->pane, hindrance);
  zhihui_alert_pane_set_cut (self->pane, only != NULL && zhihui_desk_is_past (self->desk));
  show_progress (self);
  look_into (self, only != NULL ? zhihui_alert_item_get_alert (only) : NULL);
}

static void
fill (ZhihuiDeskAlerts *self)
{
  ZhihuiAlerts *alerts = self->whole != NULL ? self->whole : self->told;

  zhihui_alert_list_set_whole (self->list, self->whole != NULL);
  if (alerts == NULL)
    return;
  zhihui_alert_list_show (self->list, alerts, get_now (self));
  /* Before, there was no row to go on with. */
  if (!self->is_filled && gtk_widget_get_mapped (GTK_WIDGET (self)))
    zhihui_alert_list_take_focus (self->list);
  self->is_filled = TRUE;
}

static void
take_whole (ZhihuiDeskAlerts *self, ZhihuiAlerts *whole)
{
  g_clear_pointer (&self->whole, zhihui_alerts_unref);
  self->whole = whole;
  fill (self);
}

/* Of an alert that is in both, what was told last stands. */
static void
add_noted (ZhihuiAlerts *self, ZhihuiAlerts *noted)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < noted->items->len; i++)
    g_hash_table_add (ids, ((ZhihuiAlert *) noted->items->pdata[i])->id);
  for (guint i = self->items->len; i > 0; i--)
    {
      const ZhihuiAlert *alert = self->items->pdata[i - 1];

      if (alert->acknowledged || g_hash_table_contains (ids, alert->id))
        g_ptr_array_remove_index (self->items, i - 1);
    }
  while (noted->items->len > 0)
    g_ptr_array_add (self->items, g_ptr_array_steal_index (noted->items, 0));
}

static void
noted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiDeskAlerts *self = user_data; /* not touched when cancelled */
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiAlerts) noted = zhihui_asking_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->asking);
  if (noted != NULL)
    add_noted (self->cut, noted);
  take_whole (self, g_steal_pointer (&self->cut));
}

/* Five hundred with what was written of them: read beside the main loop. */
static void
ask (ZhihuiDeskAlerts *self, const char *path, GAsyncReadyCallback callback)
{
  end_asking (&self->asking);
  self->asking = g_cancellable_new ();
  zhihui_asking_async (zhihui_desk_get_source (self->desk),
                       path,
                       (ZhihuiDecodeFunc) zhihui_wire_decode_alerts,
                       (GDestroyNotify) zhihui_alerts_unref,
                       self->asking,
                       callback,
                       self);
}

static void
asked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiDeskAlerts *self = user_data; /* not touched when cancelled */
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiAlerts) whole = zhihui_asking_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->asking);
  /* Those that are noted come last: as many open ones as are told at once leave no room for them.
   */
  if (whole != NULL && whole->items->len >= ZHIHUI_ALERT_LIST_MOST)
    {
      g_clear_pointer (&self->cut, zhihui_alerts_unref);
      self->cut = g_steal_pointer (&whole);
      ask (self, NOTED_PATH, noted_cb);
    }
  else
    {
      take_whole (self, g_steal_pointer (&whole));
    }
}

/* The situation has those alone of which nobody has taken note. */
static void
ask_for_all (ZhihuiDeskAlerts *self)
{
  self->asked_us = g_get_monotonic_time ();
  ask (self, ALL_PATH, asked_cb);
}

static void
notes_changed_cb (ZhihuiDeskAlerts *self)
{
  if (self->desk != NULL)
    ask_for_all (self);
}

/* Nobody has yet, and it is known which version of it was seen. */
static gboolean
may_be_noted (const ZhihuiAlert *alert)
{
  return !alert->acknowledged && alert->etag != NULL;
}

static void
acknowledge_cb (ZhihuiDeskAlerts *self, const char *by, const char *note)
{
  g_autoptr (GPtrArray) items = zhihui_alert_list_ref_selected (self->list);
  g_autofree char *group = g_uuid_string_random ();
  g_autofree char *what = NULL;

  for (guint i = items->len; i > 0; i--)
    if (!may_be_noted (zhihui_alert_item_get_alert (items->pdata[i - 1])))
      g_ptr_array_remove_index (items, i - 1);
  if (items->len == 0)
    return;
  if (items->len > 1)
    what =
      g_strdup_printf (ngettext ("Note of %u alert", "Note of %u alerts", items->len), items->len);
  zhihui_desk_set_name (self->desk, by);
  /* The form rests while it waits: whoever typed goes on with the list. */
  zhihui_alert_list_take_focus (self->list);
  for (guint i = 0; i < items->len; i++)
    {
      ZhihuiAlertItem   *item = items->pdata[i];
      const ZhihuiAlert *alert = zhihui_alert_item_get_alert (item);
      ZhihuiDeskErrand  *old = find_errand (self, alert);
      g_autoptr (ZhihuiDeskErrand) errand = zhihui_desk_alert_note_new (alert, by, note, what);

      if (old != NULL)
        zhihui_desk_errands_forget (zhihui_desk_get_errands (self->desk), old);
      zhihui_desk_errand_set_group (errand, group);
      g_object_set_data_full (G_OBJECT (errand), SEEN, g_object_ref (item), g_object_unref);
      zhihui_alert_list_end (self->list, alert->id);
      zhihui_desk_carry (self->desk, errand);
    }
}

static void
undo_cb (ZhihuiDeskAlerts *self)
{
  ZhihuiDeskErrand *errand = find_selected (self, NULL);

  if (errand != NULL)
    zhihui_desk_errands_undo (zhihui_desk_get_errands (self->desk), errand);
}

/* The same once more, or, where the alert is another one by now, the form once more. */
static void
again_cb (ZhihuiDeskAlerts *self)
{
  ZhihuiDeskErrand *errand = find_selected (self, NULL);

  if (errand == NULL)
    return;
  if (zhihui_desk_errand_is_worth_again (errand))
    zhihui_desk_errands_try_again (zhihui_desk_get_errands (self->desk), errand);
  else
    zhihui_desk_errands_forget (zhihui_desk_get_errands (self->desk), errand);
}

static void
go_cb (ZhihuiDeskAlerts *self, const char *what, const char *id)
{
  static const struct
  {
    const char *what, *page;
  } pages[] = { { "unit", "rankings" }, { "case", "cases" }, { "meeting", "review" } };
  GVariantDict target;

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].what, what))
      {
        g_variant_dict_init (&target, NULL);
        g_variant_dict_insert (&target, what, "s", id);
        zhihui_desk_go (self->desk, pages[i].page, g_variant_dict_end (&target));
      }
}

/* Enter and Escape lead from the list to the form and back. */
static void
opened_cb (ZhihuiDeskAlerts *self)
{
  zhihui_side_pane_open (self->side);
  zhihui_alert_pane_take_focus (self->pane);
}

static void
left_cb (ZhihuiDeskAlerts *self)
{
  zhihui_alert_list_take_focus (self->list);
}

static void
errand_changed_cb (ZhihuiDeskAlerts *self, ZhihuiDeskErrand *errand)
{
  ZhihuiErrandState state = zhihui_desk_errand_get_state (errand);

  if (!g_str_has_prefix (zhihui_desk_errand_get_subject (errand), "alert:"))
    return;
  /* Whatever came of it, it is to be seen as it is now. */
  if (state == ZHIHUI_ERRAND_SENT || state == ZHIHUI_ERRAND_FAILED)
    ask_for_all (self);
  show_progress (self);
}

static void
open_page (ZhihuiDeskPage *page, ZhihuiDesk *desk)
{
  ZhihuiDeskAlerts *self = ZHIHUI_DESK_ALERTS (page);

  self->desk = desk;
  zhihui_alert_pane_set_name (self->pane, zhihui_desk_get_name (desk));
  g_signal_connect_object (zhihui_desk_get_errands (desk),
                           "changed",
                           G_CALLBACK (errand_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
add_wants (ZhihuiDeskPage *page, ZhihuiWants *wants)
{
  wants->datasets |= 1u << ZHIHUI_DATASET_ALERTS;
}

static void
show (ZhihuiDeskPage *page, ZhihuiSituation *situation)
{
  ZhihuiDeskAlerts *self = ZHIHUI_DESK_ALERTS (page);
  ZhihuiAlerts     *told = zhihui_situation_get_alerts (situation);

  if (told == NULL || told == self->told)
    return;
  g_clear_pointer (&self->told, zhihui_alerts_unref);
  self->told = zhihui_alerts_ref (told);
  if (self->whole == NULL)
    fill (self);
  ask_for_all (self);
}

static void
pass (ZhihuiDeskPage *page, gint64 now_us)
{
  ZhihuiDeskAlerts *self = ZHIHUI_DESK_ALERTS (page);

  zhihui_alert_list_set_now (self->list, get_now (self));
  show_progress (self);
  if (zhihui_alert_list_get_notes (self->list) != ZHIHUI_ALERT_NOTES_OPEN && self->asking == NULL &&
      now_us - self->asked_us > ALL_PERIOD_US)
    ask_for_all (self);
}

static void
search (ZhihuiDeskPage *page)
{
  zhihui_alert_list_begin_search (ZHIHUI_DESK_ALERTS (page)->list);
}

static void
go (ZhihuiDeskPage *page, GVariant *target)
{
  ZhihuiDeskAlerts *self = ZHIHUI_DESK_ALERTS (page);
  const char       *id;

  if (target != NULL && g_variant_lookup (target, "alert", "&s", &id))
    zhihui_alert_list_select (self->list, id);
}

static GActionGroup *
get_actions (ZhihuiDeskPage *page)
{
  return G_ACTION_GROUP (ZHIHUI_DESK_ALERTS (page)->actions);
}

static GtkWidget *
find_place (ZhihuiDeskPage *page, GVariant *target)
{
  return zhihui_alert_list_get_rows (ZHIHUI_DESK_ALERTS (page)->list);
}

static void
page_init (ZhihuiDeskPageInterface *iface)
{
  iface->open = open_page;
  iface->add_wants = add_wants;
  iface->show = show;
  iface->pass = pass;
  iface->search = search;
  iface->go = go;
  iface->get_actions = get_actions;
  iface->find_place = find_place;
}

/* Who comes here goes on with the list. */
static void
zhihui_desk_alerts_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (zhihui_desk_alerts_parent_class)->map (widget);
  zhihui_alert_list_take_focus (ZHIHUI_DESK_ALERTS (widget)->list);
}

static void
pane_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  zhihui_side_pane_toggle (ZHIHUI_DESK_ALERTS (user_data)->side);
}

static void
zhihui_desk_alerts_dispose (GObject *object)
{
  ZhihuiDeskAlerts *self = ZHIHUI_DESK_ALERTS (object);

  self->desk = NULL;
  end_asking (&self->asking);
  end_asking (&self->looking);
  g_clear_object (&self->actions);
  g_clear_object (&self->side);
  g_clear_pointer (&self->told, zhihui_alerts_unref);
  g_clear_pointer (&self->whole, zhihui_alerts_unref);
  g_clear_pointer (&self->cut, zhihui_alerts_unref);
  g_clear_pointer (&self->looked, g_free);
  G_OBJECT_CLASS (zhihui_desk_alerts_parent_class)->dispose (object);
}

static void
zhihui_desk_alerts_class_init (ZhihuiDeskAlertsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_alerts_dispose;
  widget_class->map = zhihui_desk_alerts_map;
  g_type_ensure (ZHIHUI_TYPE_ALERT_LIST);
  g_type_ensure (ZHIHUI_TYPE_ALERT_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/desk-alerts.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskAlerts, child)
  BIND (flap);
  BIND (list);
  BIND (pane);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, notes_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, acknowledge_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
}

static void
zhihui_desk_alerts_init (ZhihuiDeskAlerts *self)
{
  static const GActionEntry entries[] = {
    { .name = "toggle-pane", .activate = pane_action_cb },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (
    G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  self->side = zhihui_side_pane_new (self->flap);
  zhihui_side_pane_set_filled (self->side, TRUE); /* it tells also that none is selected */
}
