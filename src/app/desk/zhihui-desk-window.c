/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-window.h"

#include "zhihui-bench.h"
#include "zhihui-control-names.h"
#include "zhihui-desk-export-actions.h"
#include "zhihui-desk-finder.h"
#include "zhihui-desk-lead.h"
#include "zhihui-desk-messenger.h"
#include "zhihui-desk-no-answer.h"
#include "zhihui-desk-pages.h"
#include "zhihui-desk-shield.h"
#include "zhihui-desk-sidebar.h"
#include "zhihui-desk-start.h"
#include "zhihui-desk-state.h"
#include "zhihui-desk-titles.h"
#include "zhihui-desk-unsent.h"
#include "zhihui-drill.h"
#include "zhihui-pages.h"
#include "zhihui-view.h"

#include <glib/gi18n-lib.h>

/**
 * ZhihuiDeskWindow:
 *
 * The supervisor's window: a sidebar of pages, each of which joins the source and its views, and
 * what all of them have in common: how old the figures are, search, export.
 */
struct _ZhihuiDeskWindow
{
  AdwApplicationWindow parent_instance;

  ZhihuiSource        *source;    /* owned */
  ZhihuiDesk          *desk;      /* owned: shared with the pages */
  ZhihuiDrill         *drill;     /* owned: asks for what they want */
  ZhihuiDeskMessenger *messenger; /* owned: shows what became of what the user told */
  ZhihuiDeskBell      *bell;      /* owned: tells the desktop of new alerts */
  ZhihuiDeskReminder  *reminder;  /* owned: of meetings that begin */
  ZhihuiDeskPage      *page;      /* borrowed of @pages, NULL before the platform told what it is */
  ZhihuiBench         *bench;     /* owned: how soon the first figures are seen */
  guint                clock_id;  /* ages are shown anew each second */
  gboolean             is_told;   /* what the first reading met */
  gboolean             is_answered; /* the platform told what it is */

  /* template children */
  AdwToastOverlay    *toasts;
  GtkBox             *frame; /* the leaflet, and bars over it */
  AdwLeaflet         *leaflet;
  AdwWindowTitle     *system_title;
  AdwWindowTitle     *page_title;
  ZhihuiDeskSidebar  *sidebar;
  GtkLabel           *state_label;
  GtkWidget          *content;
  GtkWidget          *search_button;
  GtkWidget          *export_button;
  GtkRevealer        *banner;
  GtkLabel           *banner_label;
  GtkWidget          *banner_button; /* where a token helps */
  ZhihuiDeskUnsent   *unsent;
  GtkStack           *pages;
  ZhihuiDeskNoAnswer *no_answer; /* of them, while there is no page */
};

G_DEFINE_FINAL_TYPE (ZhihuiDeskWindow, zhihui_desk_window, ADW_TYPE_APPLICATION_WINDOW)

/* The boards of the first peer group, as they are usually seen. */
static void
add_boards (ZhihuiWants *wants, ZhihuiMeta *meta)
{
  if (meta == NULL || meta->peers->len == 0)
    return;
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      wants->rankings[board].board = board;
      wants->rankings[board].peer = ((const ZhihuiPeer *) meta->peers->pdata[0])->id;
    }
  wants->n_rankings = ZHIHUI_N_BOARDS;
}

/* What the sidebar counts and what the history is to have is wanted whichever page is seen. */
static void
ask_source (ZhihuiDeskWindow *self)
{
  ZhihuiWants wants = {
    .datasets = 1u << ZHIHUI_DATASET_META | 1u << ZHIHUI_DATASET_SUMMARY |
                1u << ZHIHUI_DATASET_MEETINGS | 1u << ZHIHUI_DATASET_ALERTS,
  };

  if (self->page != NULL)
    {
      zhihui_desk_page_add_wants (self->page, &wants);
      if (wants.n_rankings == 0)
        add_boards (&wants, zhihui_situation_get_meta (zhihui_source_get_situation (self->source)));
    }
  wants.period_s = zhihui_desk_get_period (self->desk);
  zhihui_drill_set_wants (self->drill, &wants);
}

static void
show_state (ZhihuiDeskWindow *self)
{
  gint64           now_us = g_get_monotonic_time ();
  g_autofree char *as_of = NULL;
  g_autofree char *banner = zhihui_desk_state_describe (self->source, now_us, &as_of);

  gtk_revealer_set_reveal_child (self->banner, banner != NULL && self->page != NULL);
  if (banner != NULL)
    gtk_label_set_text (self->banner_label, banner);
  gtk_widget_set_visible (self->banner_button, zhihui_desk_state_needs_token (self->source));
  if (as_of == NULL && banner != NULL)
    as_of = g_strdup (_ ("○ No answer yet"));
  gtk_label_set_text (self->state_label, as_of != NULL ? as_of : "");
  if (self->page == NULL)
    zhihui_desk_no_answer_show (self->no_answer, self->source, now_us);
}

static gboolean
second_passed_cb (gpointer user_data)
{
  ZhihuiDeskWindow *self = user_data;

  show_state (self);
  if (self->page != NULL)
    zhihui_desk_page_pass (self->page, g_get_monotonic_time ());
  zhihui_desk_reminder_pass (self->reminder,
                             GTK_WINDOW (self),
                             zhihui_source_get_situation (self->source),
                             g_get_monotonic_time ());
  return G_SOURCE_CONTINUE;
}

static void
show_titles (ZhihuiDeskWindow *self, const ZhihuiDeskPageKind *kind)
{
  ZhihuiSituation *situation = zhihui_source_get_situation (self->source);
  ZhihuiMeta      *meta = zhihui_situation_get_meta (situation);
  g_autofree char *told = self->page != NULL ? zhihui_desk_page_describe (self->page) : NULL;
  g_autofree char *usual = zhihui_desk_titles_make_subtitle (situation);
  g_autofree char *subject = self->page != NULL ? zhihui_desk_page_name_subject (self->page) : NULL;
  g_autofree char *title = zhihui_desk_titles_make_window (situation, _ (kind->title), subject);

  adw_window_title_set_title (self->system_title, meta != NULL ? meta->title : _ ("Zhihui"));
  adw_window_title_set_subtitle (self->system_title, meta != NULL ? meta->name : "");
  adw_window_title_set_title (self->page_title, _ (kind->title));
  adw_window_title_set_subtitle (self->page_title, told != NULL ? told : usual);
  zhihui_desk_shield_set_title (GTK_WINDOW (self), title);
}

static const ZhihuiDeskPageKind *
get_seen (ZhihuiDeskWindow *self)
{
  return zhihui_desk_pages_find (gtk_stack_get_visible_child_name (self->pages));
}

/* A page is about something else. */
static void
asked_cb (ZhihuiDeskWindow *self)
{
  ask_source (self);
  if (self->page != NULL)
    show_titles (self, get_seen (self));
}

/* Comes to be when it is seen for the first time. */
static ZhihuiDeskPage *
find_page (ZhihuiDeskWindow *self, const ZhihuiDeskPageKind *kind)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, kind->id);

  if (page == NULL)
    {
      page = g_object_new (kind->get_type (), NULL);
      gtk_stack_add_named (self->pages, page, kind->id);
      zhihui_desk_page_open (ZHIHUI_DESK_PAGE (page), self->desk);
      zhihui_control_names_tell (page);
    }
  return ZHIHUI_DESK_PAGE (page);
}

/* @page is what is seen of @kind: NULL as long as there is nothing to show on it. */
static void
see_page (ZhihuiDeskWindow *self, const ZhihuiDeskPageKind *kind, ZhihuiDeskPage *page)
{
  if (self->page != NULL)
    zhihui_desk_page_leave (self->page);
  self->page = page;
  gtk_stack_set_visible_child (self->pages,
                               page != NULL ? GTK_WIDGET (page) : GTK_WIDGET (self->no_answer));
  zhihui_desk_sidebar_select (self->sidebar, kind->id);
  zhihui_desk_settings_set_page (zhihui_desk_get_settings (self->desk), kind->id);
  gtk_widget_insert_action_group (
    GTK_WIDGET (self), "page", page != NULL ? zhihui_desk_page_get_actions (page) : NULL);
  gtk_widget_set_visible (self->search_button, page != NULL);
  zhihui_desk_export_actions_judge (self, ADW_SPLIT_BUTTON (self->export_button), kind);
}

static void
turn_to (ZhihuiDeskWindow *self, const ZhihuiDeskPageKind *kind)
{
  ZhihuiDeskPage *page = find_page (self, kind);

  if (page == self->page)
    return;
  see_page (self, kind, page);
  adw_leaflet_set_visible_child (self->leaflet, self->content);
  ask_source (self);
}

/* A page of another version is none of ours. */
static const ZhihuiDeskPageKind *
find_remembered (ZhihuiDeskWindow *self)
{
  const ZhihuiDeskPageKind *kind =
    zhihui_desk_pages_find (zhihui_desk_settings_get_page (zhihui_desk_get_settings (self->desk)));

  return kind != NULL ? kind : zhihui_desk_pages_get (0);
}

/* Where it is not yet told what the platform is, a page that needs it waits for it. */
static void
await_answer (ZhihuiDeskWindow *self, const ZhihuiDeskPageKind *kind, GVariant *target)
{
  const char *unit;

  see_page (self, kind, NULL);
  show_titles (self, kind);
  show_state (self);
  if (target != NULL && g_variant_lookup (target, "unit", "&s", &unit))
    zhihui_desk_set_unit (self->desk, unit);
}

static void
situation_changed_cb (ZhihuiDeskWindow *self)
{
  ZhihuiSituation *situation = zhihui_source_get_situation (self->source);
  gboolean         is_first = !self->is_answered;

  show_state (self);
  if (!self->is_told && zhihui_source_is_settled (self->source))
    {
      zhihui_pages_tell_failure ("zhihui", situation);
      self->is_told = TRUE;
      zhihui_bench_settle (self->bench);
    }
  if (zhihui_situation_get_meta (situation) == NULL)
    return;
  self->is_answered = TRUE;
  if (self->page == NULL)
    turn_to (self, find_remembered (self));
  else if (is_first)
    ask_source (self);
  zhihui_desk_page_show (self->page, situation);
  zhihui_desk_sidebar_show (self->sidebar, situation);
  show_titles (self, get_seen (self));
}

/**
 * zhihui_desk_window_go:
 * @page: its id; one that there is not means nothing
 * @target: (nullable) (transfer floating): what to show there, see zhihui_desk_go()
 *
 * Before the platform told what it is, most pages wait for it: then it is the first that is
 * shown, and of @target the unit is known there.
 */
void
zhihui_desk_window_go (ZhihuiDeskWindow *self, const char *page, GVariant *target)
{
  const ZhihuiDeskPageKind *kind = zhihui_desk_pages_find (page);
  g_autoptr (GVariant) owned = target != NULL ? g_variant_ref_sink (target) : NULL;
  ZhihuiSituation *situation;

  g_return_if_fail (ZHIHUI_IS_DESK_WINDOW (self));
  situation = zhihui_source_get_situation (self->source);
  adw_leaflet_set_visible_child (self->leaflet, self->content);
  if (kind == NULL)
    return;
  if (zhihui_situation_get_meta (situation) == NULL && !kind->needs_no_answer)
    {
      await_answer (self, kind, target);
      return;
    }
  turn_to (self, kind);
  zhihui_desk_page_go (self->page, target);
  zhihui_desk_page_show (self->page, situation);
  show_titles (self, kind);
  show_state (self);
  zhihui_desk_lead_keyboard (
    self->page, zhihui_desk_page_find_place (self->page, target), GTK_WIDGET (self->sidebar));
}

/**
 * zhihui_desk_window_tell:
 * @self: a desk; what it is told after it was closed is nothing
 * @text: plain text
 *
 * Says it for a few seconds at the lower edge.
 *
 * Returns: (transfer none) (nullable): what says it
 */
AdwToast *
zhihui_desk_window_tell (ZhihuiDeskWindow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast        *toast = self->toasts != NULL ? adw_toast_new (escaped) : NULL;

  if (toast != NULL)
    adw_toast_overlay_add_toast (self->toasts, toast);
  return toast;
}

static void
sidebar_chosen_cb (ZhihuiDeskWindow *self, const char *page)
{
  zhihui_desk_window_go (self, page, NULL);
}

static void
back_clicked_cb (ZhihuiDeskWindow *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
region_vanished_cb (ZhihuiDeskWindow *self, const char *name)
{
  g_autofree char *text = g_strdup_printf (_ ("The platform does not know “%s” any more"), name);

  zhihui_desk_window_tell (self, text);
}

static void
search_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ZhihuiDeskWindow *self = ZHIHUI_DESK_WINDOW (widget);

  if (self->page != NULL && zhihui_desk_page_can_search (self->page))
    zhihui_desk_page_search (self->page);
  else if (self->page != NULL)
    gtk_window_present (GTK_WINDOW (zhihui_desk_finder_new (self->desk, GTK_WINDOW (self))));
}

static void
try_again_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ZhihuiDeskWindow *self = ZHIHUI_DESK_WINDOW (widget);

  if (self->page == NULL)
    zhihui_desk_no_answer_try (self->no_answer, self->source, g_get_monotonic_time ());
}

static void
page_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (widget), g_variant_get_string (parameter, NULL), NULL);
}

/* As zhihui_desk_window_go(), for who has but the window: a notification. */
static void
go_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *page;
  g_autoptr (GVariant) target = NULL;

  g_variant_get (parameter, "(&s@a{sv})", &page, &target);
  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (widget), page, target);
}

static void
fullscreen_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWindow *window = GTK_WINDOW (widget);

  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
}

static void
zhihui_desk_window_dispose (GObject *object)
{
  ZhihuiDeskWindow *self = ZHIHUI_DESK_WINDOW (object);

  g_clear_handle_id (&self->clock_id, g_source_remove);
  if (self->source != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->source, self);
      zhihui_source_stop (self->source);
      g_clear_object (&self->source);
    }
  self->page = NULL;
  g_clear_object (&self->drill);
  g_clear_object (&self->messenger);
  g_clear_object (&self->bell);
  g_clear_pointer (&self->reminder, zhihui_desk_reminder_free);

  g_clear_pointer (&self->bench, zhihui_bench_free);
  G_OBJECT_CLASS (zhihui_desk_window_parent_class)->dispose (object);
}

static void
zhihui_desk_window_finalize (GObject *object)
{
  g_clear_object (&ZHIHUI_DESK_WINDOW (object)->desk);
  G_OBJECT_CLASS (zhihui_desk_window_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action_cb);
  gtk_widget_class_install_action (widget_class, "win.try-again", NULL, try_again_action_cb);
  gtk_widget_class_install_action (widget_class, "win.page", "s", page_action_cb);
  gtk_widget_class_install_action (widget_class, "win.go", "(sa{sv})", go_action_cb);
  gtk_widget_class_install_action (
    widget_class, "win.toggle-fullscreen", NULL, fullscreen_action_cb);
  gtk_widget_class_add_binding_action (
    widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo-errand", NULL);
  /* Keys that words are typed with: bindings of the class, for they come after the entry's. */
  for (guint board = 0; board < ZHIHUI_N_BOARDS; board++)
    gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_1 + board, 0, "page.board", "i", board);
  for (guint i = 0; i < 9 && zhihui_desk_pages_get (i) != NULL; i++)
    gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_1 + i, GDK_ALT_MASK, "win.page", "s", zhihui_desk_pages_get (i)->id);
}

static void
zhihui_desk_window_class_init (ZhihuiDeskWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = zhihui_desk_window_finalize;
  zhihui_view_init ();
  g_type_ensure (ZHIHUI_TYPE_DESK_NO_ANSWER);
  g_type_ensure (ZHIHUI_TYPE_DESK_SIDEBAR);
  g_type_ensure (ZHIHUI_TYPE_DESK_UNSENT);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/desk-window.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskWindow, child)
  BIND (toasts);
  BIND (frame);
  BIND (leaflet);
  BIND (system_title);
  BIND (page_title);
  BIND (sidebar);
  BIND (state_label);
  BIND (content);
  BIND (search_button);
  BIND (export_button);
  BIND (banner);
  BIND (banner_label);
  BIND (banner_button);
  BIND (unsent);
  BIND (pages);
  BIND (no_answer);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, sidebar_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  install_actions (widget_class);
}

static void
zhihui_desk_window_init (ZhihuiDeskWindow *self)
{
  self->bench = zhihui_bench_new (GTK_WIDGET (self));
  gtk_widget_init_template (GTK_WIDGET (self));
  zhihui_desk_start_watch (GTK_WINDOW (self));
  zhihui_control_names_tell (GTK_WIDGET (self));
  self->reminder = zhihui_desk_reminder_new ();
}

static void
join_desk (ZhihuiDeskWindow *self)
{
  self->desk = zhihui_desk_new (self->source);
  self->drill = zhihui_drill_new (self->source, zhihui_desk_get_selection (self->desk));
  self->messenger = zhihui_desk_messenger_new (
    zhihui_desk_get_errands (self->desk), ADW_APPLICATION_WINDOW (self), self->toasts);
  zhihui_desk_unsent_watch (self->unsent, zhihui_desk_get_errands (self->desk));
  self->bell = zhihui_desk_bell_new (self->source, GTK_WINDOW (self));
  zhihui_desk_export_actions_install (self);
  g_signal_connect_object (
    self->drill, "vanished", G_CALLBACK (region_vanished_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "ask", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->desk, "go", G_CALLBACK (zhihui_desk_window_go), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->desk, "tell", G_CALLBACK (zhihui_desk_window_tell), self, G_CONNECT_SWAPPED);
}

/**
 * zhihui_desk_window_new:
 * @source: where the figures come from; started here, stopped with the window
 *
 * Returns: (transfer none): a window of @application that remembers nothing
 */
GtkWidget *
zhihui_desk_window_new (AdwApplication *application, ZhihuiSource *source)
{
  g_autoptr (ZhihuiDeskSettings) settings = zhihui_desk_settings_new (NULL);

  return zhihui_desk_window_new_remembering (application, source, settings);
}

/**
 * zhihui_desk_window_new_remembering:
 * @source: where the figures come from; started here, stopped with the window
 * @settings: (transfer none): what it remembers; of this window alone
 *
 * Returns: (transfer none): a window of @application
 */
GtkWidget *
zhihui_desk_window_new_remembering (AdwApplication     *application,
                                    ZhihuiSource       *source,
                                    ZhihuiDeskSettings *settings)
{
  ZhihuiDeskWindow *self = g_object_new (ZHIHUI_TYPE_DESK_WINDOW, "application", application, NULL);

  self->source = g_object_ref (source);
  join_desk (self);
  zhihui_desk_set_settings (self->desk, settings);
  zhihui_desk_settings_attach (settings, GTK_WINDOW (self));
  g_signal_connect_object (
    source, "situation-changed", G_CALLBACK (situation_changed_cb), self, G_CONNECT_SWAPPED);
  self->clock_id = g_timeout_add_seconds (1, second_passed_cb, self);
  ask_source (self);
  zhihui_source_start (source);
  if (zhihui_situation_get_meta (zhihui_source_get_situation (source)) == NULL)
    await_answer (self, find_remembered (self), NULL);
  situation_changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * zhihui_desk_window_get_desk:
 *
 * Returns: (transfer none): what its pages share
 */
ZhihuiDesk *
zhihui_desk_window_get_desk (ZhihuiDeskWindow *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK_WINDOW (self), NULL);

  return self->desk;
}

/**
 * zhihui_desk_window_get_bell:
 *
 * Returns: (transfer none): what calls its user to a new alert
 */
ZhihuiDeskBell *
zhihui_desk_window_get_bell (ZhihuiDeskWindow *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK_WINDOW (self), NULL);

  return self->bell;
}

/**
 * zhihui_desk_window_get_reminder:
 *
 * Returns: (transfer none): what tells its user of meetings that begin
 */
ZhihuiDeskReminder *
zhihui_desk_window_get_reminder (ZhihuiDeskWindow *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK_WINDOW (self), NULL);

  return self->reminder;
}

/**
 * zhihui_desk_window_get_page:
 *
 * Returns: (transfer none) (nullable): the page that is seen
 */
ZhihuiDeskPage *
zhihui_desk_window_get_page (ZhihuiDeskWindow *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK_WINDOW (self), NULL);

  return self->page;
}

/**
 * zhihui_desk_window_add_bar:
 * @bar: (transfer floating): says something of the whole window
 *
 * Puts it over all the rest, for as long as the window lives.
 */
void
zhihui_desk_window_add_bar (ZhihuiDeskWindow *self, GtkWidget *bar)
{
  g_return_if_fail (ZHIHUI_IS_DESK_WINDOW (self));

  gtk_box_prepend (self->frame, bar);
}
