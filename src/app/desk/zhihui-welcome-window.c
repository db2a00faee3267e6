/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-welcome-window.h"

#include "zhihui-control-names.h"
#include "zhihui-demo.h"
#include "zhihui-source-form.h"
#include "zhihui-token-keeper.h"
#include "zhihui-view.h"

#include "config.h"

#include <glib/gi18n-lib.h>

struct _ZhihuiWelcomeWindow
{
  AdwApplicationWindow parent_instance;

  /* template children */
  GtkStack         *stack;
  GtkWidget        *choices;
  GtkWidget        *form_page;
  GtkWidget        *back_button;
  GtkWidget        *demo_button;
  GtkWidget        *connect_button;
  AdwWindowTitle   *window_title;
  ZhihuiSourceForm *form;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZhihuiWelcomeWindow, zhihui_welcome_window, ADW_TYPE_APPLICATION_WINDOW)

static void
show_form (ZhihuiWelcomeWindow *self, ZhihuiSourceKind kind, const char *title)
{
  zhihui_source_form_set_kind (self->form, kind, TRUE);
  adw_window_title_set_title (self->window_title, title);
  gtk_stack_set_visible_child (self->stack, self->form_page);
  gtk_widget_set_visible (self->back_button, TRUE);
  zhihui_source_form_focus (self->form);
}

static void
connect_clicked_cb (ZhihuiWelcomeWindow *self)
{
  show_form (self, ZHIHUI_SOURCE_KIND_PLATFORM, _ ("Connect to a Platform"));
}

static void
folder_clicked_cb (ZhihuiWelcomeWindow *self)
{
  show_form (self, ZHIHUI_SOURCE_KIND_FOLDER, _ ("Open a Recorded Folder"));
}

static void
demo_clicked_cb (ZhihuiWelcomeWindow *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, ZHIHUI_SOURCE_FORM_DEMO, (int) ZHIHUI_TOKEN_PLACE_NONE);
}

/* What one does first is a demonstration, where there can be one. */
static GtkWidget *
get_first_button (ZhihuiWelcomeWindow *self)
{
  return gtk_widget_get_visible (self->demo_button) ? self->demo_button : self->connect_button;
}

static void
offer_no_demo (ZhihuiWelcomeWindow *self)
{
  gtk_widget_set_visible (self->demo_button, FALSE);
  gtk_widget_add_css_class (self->connect_button, "suggested-action");
  adw_status_page_set_description (
    ADW_STATUS_PAGE (self->choices),
    _ ("The desk shows cases, rankings and case reviews of a platform. A place that is made up can "
       "be looked at where the package zhihui-platform is installed, too."));
}

static void
back_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ZhihuiWelcomeWindow *self = ZHIHUI_WELCOME_WINDOW (widget);

  gtk_stack_set_visible_child (self->stack, self->choices);
  adw_window_title_set_title (self->window_title, _ ("Zhihui"));
  gtk_widget_set_visible (self->back_button, FALSE);
  gtk_widget_grab_focus (get_first_button (self));
}

static void
chosen_cb (ZhihuiWelcomeWindow *self, const char *where, int place)
{
  g_signal_emit (self, signals[CHOSEN], 0, where, place);
}

static void
zhihui_welcome_window_class_init (ZhihuiWelcomeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHOSEN] = g_signal_new ("chosen",
                                  G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  2,
                                  G_TYPE_STRING,
                                  G_TYPE_INT);
  zhihui_view_init ();
  g_type_ensure (ZHIHUI_TYPE_SOURCE_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/welcome-window.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ZhihuiWelcomeWindow, child)
  BIND (stack);
  BIND (choices);
  BIND (form_page);
  BIND (back_button);
  BIND (demo_button);
  BIND (connect_button);
  BIND (window_title);
  BIND (form);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, demo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, connect_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, folder_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_install_action (widget_class, "welcome.back", NULL, back_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "welcome.back", NULL);
  gtk_widget_class_add_binding_action (
    widget_class, GDK_KEY_Left, GDK_ALT_MASK, "welcome.back", NULL);
}

static void
zhihui_welcome_window_init (ZhihuiWelcomeWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->choices), APP_ID);
  if (!zhihui_demo_is_installed ())
    offer_no_demo (self);
  gtk_window_set_focus (GTK_WINDOW (self), get_first_button (self));
  zhihui_control_names_tell (GTK_WIDGET (self));
}

/**
 * zhihui_welcome_window_new:
 * @application: whose window it is
 * @preferences: (transfer none): what was chosen before
 *
 * Returns: (transfer none): a window
 */
GtkWidget *
zhihui_welcome_window_new (AdwApplication *application, ZhihuiPreferences *preferences)
{
  ZhihuiWelcomeWindow *self =
    g_object_new (ZHIHUI_TYPE_WELCOME_WINDOW, "application", application, NULL);

  zhihui_source_form_set_preferences (self->form, preferences);
  return GTK_WIDGET (self);
}

/**
 * zhihui_welcome_window_show_fault:
 * @where: the source that was chosen
 * @fault: why it cannot be opened
 */
void
zhihui_welcome_window_show_fault (ZhihuiWelcomeWindow *self, const char *where, const char *fault)
{
  g_return_if_fail (ZHIHUI_IS_WELCOME_WINDOW (self));

  show_form (self, ZHIHUI_SOURCE_KIND_PLATFORM, _ ("Choose a Source"));
  zhihui_source_form_set_kind (self->form, ZHIHUI_SOURCE_KIND_PLATFORM, FALSE);
  zhihui_source_form_set_where (self->form, where);
  zhihui_source_form_show_fault (self->form, fault);
}
