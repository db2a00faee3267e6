/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-check-view.h"

#include "zhihui-copied-text.h"
#include "zhihui-desk-diagnostics.h"
#include "zhihui-format.h"
#include "zhihui-settling.h"
#include "zhihui-view.h"

#include <glib/gi18n-lib.h>

#define UNAUTHORISED 401
#define FORBIDDEN 403

struct _ZhihuiCheckView
{
  GtkBox parent_instance;

  char              *where;       /* owned, nullable: what is tried, or was */
  char              *fault;       /* owned, nullable: why it could not even be tried */
  ZhihuiSource      *source;      /* owned, nullable: while it is tried */
  ZhihuiCheckResult *result;      /* owned, nullable */
  GCancellable      *cancellable; /* owned, nullable: while it is tried */
  gint64             started_us;

  /* template children */
  GtkSpinner *spinner;
  GtkLabel   *mark_label;
  GtkLabel   *title_label;
  GtkLabel   *detail_label;
  GtkWidget  *cancel_button;
  GtkWidget  *copy_button;
  GtkListBox *list;
};

enum
{
  FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZhihuiCheckView, zhihui_check_view, GTK_TYPE_BOX)

/* ---- rows ---- */

static const char *
choose_mark (const ZhihuiCheckFinding *finding)
{
  if (finding->fault != NULL)
    return "◆";
  if (finding->absent != NULL)
    return "○";
  return zhihui_check_finding_is_slow (finding) ? "◔" : "✓";
}

static const char *
name_mark (const ZhihuiCheckFinding *finding)
{
  if (finding->fault != NULL)
    return _ ("Failed");
  if (finding->absent != NULL)
    return _ ("Missing");
  return zhihui_check_finding_is_slow (finding) ? _ ("Slow") : _ ("Good");
}

/* "13 rows · 120 ms · as of 10:32" */
static char *
describe_finding (const ZhihuiCheckFinding *finding, ZhihuiZone *zone)
{
  g_autoptr (GString) text = g_string_new (name_mark (finding));
  g_autofree char *why = zhihui_check_finding_explain (finding);

  if (finding->rows >= 0)
    g_string_append_printf (
      text, ngettext (" · %u row", " · %u rows", (gulong) finding->rows), (guint) finding->rows);
  if (finding->ms >= 0)
    g_string_append_printf (text, _ (" · %u ms"), (guint) finding->ms);
  if (finding->as_of != ZHIHUI_NO_INSTANT)
    {
      g_autofree char *as_of = zhihui_format_date_time (zone, finding->as_of);

      g_string_append_printf (text, _ (" · as of %s"), as_of);
    }
  if (why != NULL)
    g_string_append_printf (text, " · %s", why);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_row (const ZhihuiCheckFinding *finding, ZhihuiZone *zone)
{
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget       *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget       *mark = gtk_label_new (choose_mark (finding));
  g_autofree char *description = describe_finding (finding, zone);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", finding->name, description);

  gtk_widget_add_css_class (mark, finding->fault != NULL ? "zh-bad" : "zh-good");
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (texts), make_label (finding->name, "monospace"));
  gtk_box_append (GTK_BOX (texts), make_label (description, "caption"));
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_widget_add_css_class (box, "zh-finding");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return row;
}

static void
empty_list (ZhihuiCheckView *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
}

/* ---- what it came to, in a clerk's words ---- */

static const ZhihuiCheckFinding *
find_first_fault (const ZhihuiCheckResult *result)
{
  for (guint i = 0; i < result->findings->len; i++)
    {
      const ZhihuiCheckFinding *finding = result->findings->pdata[i];

      if (finding->fault != NULL)
        return finding;
    }
  return NULL;
}

static const char *
choose_title (const ZhihuiCheckResult *result, const ZhihuiCheckFinding *fault)
{
  if (fault == NULL && result->n_good == 0)
    return _ ("There is nothing to read there");
  if (fault == NULL)
    return _ ("Everything could be read");
  if (fault->http == UNAUTHORISED || fault->http == FORBIDDEN)
    return _ ("The platform refuses this token");
  if (result->n_good > 0)
    return _ ("Some of it could not be read");
  return fault->http == 0 ? _ ("The platform cannot be reached")
                          : _ ("The platform answers, but not as expected");
}

static char *
describe_result (const ZhihuiCheckResult *result, const ZhihuiCheckFinding *fault)
{
  if (fault == NULL)
    return g_strdup_printf (
      ngettext ("%u resource was read.", "%u resources were read.", result->n_good),
      result->n_good);
  if (fault->http == UNAUTHORISED || fault->http == FORBIDDEN)
    return g_strdup_printf (
      _ ("%s. Ask its administrator for a token with the scope “desk”, and paste all of it."),
      fault->fault);
  if (result->n_good > 0)
    return g_strdup_printf (_ ("%1$u were read, %2$u not. The first: %3$s"),
                            result->n_good,
                            result->n_faults,
                            fault->fault);
  return g_strdup_printf (
    _ ("%s. Compare the address with what the administrator gave you, letter by letter."),
    fault->fault);
}

static void
show_words (ZhihuiCheckView *self, const char *mark, const char *title, const char *detail)
{
  gtk_label_set_text (self->mark_label, mark);
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->detail_label, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mark_label), *mark != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->detail_label), detail != NULL && *detail != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
show_result (ZhihuiCheckView *self)
{
  const ZhihuiCheckFinding *fault = find_first_fault (self->result);
  g_autofree char          *detail = describe_result (self->result, fault);

  show_words (self,
              zhihui_check_result_is_good (self->result) ? "✓" : "◆",
              choose_title (self->result, fault),
              detail);
  empty_list (self);
  for (guint i = 0; i < self->result->findings->len; i++)
    gtk_list_box_append (self->list,
                         make_row (self->result->findings->pdata[i], self->result->zone));
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->result->findings->len > 0);
}

/* ---- trying ---- */

static void
set_running (ZhihuiCheckView *self, gboolean is_running)
{
  gtk_spinner_set_spinning (self->spinner, is_running);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_running);
  gtk_widget_set_visible (self->cancel_button, is_running);
  gtk_widget_set_visible (self->copy_button, !is_running);
}

static void
drop_source (ZhihuiCheckView *self)
{
  g_clear_object (&self->cancellable);
  if (self->source != NULL)
    zhihui_source_stop (self->source);
  g_clear_object (&self->source);
}

static void
settled_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiCheckView *self = user_data;
  g_autoptr (GError) error = NULL;

  zhihui_settling_wait_finish (result, &error);
  if (error != NULL) /* cancelled: self may be gone */
    return;

  self->result = zhihui_check_result_new (self->source, self->started_us);
  drop_source (self);
  set_running (self, FALSE);
  show_result (self);
  g_signal_emit (self, signals[FINISHED], 0, zhihui_check_result_is_good (self->result));
}

static void
cancel_clicked_cb (ZhihuiCheckView *self)
{
  zhihui_check_view_cancel (self);
}

static void
copy_clicked_cb (ZhihuiCheckView *self)
{
  g_autofree char *text = zhihui_check_view_dup_diagnostics (self);

  zhihui_copied_text_put (GTK_WIDGET (self), text, NULL);
}

static void
forget (ZhihuiCheckView *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  drop_source (self);
  g_clear_pointer (&self->where, g_free);
  g_clear_pointer (&self->fault, g_free);
  g_clear_pointer (&self->result, zhihui_check_result_free);
}

static void
zhihui_check_view_dispose (GObject *object)
{
  forget (ZHIHUI_CHECK_VIEW (object));

  G_OBJECT_CLASS (zhihui_check_view_parent_class)->dispose (object);
}

static void
zhihui_check_view_class_init (ZhihuiCheckViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_check_view_dispose;
  signals[FINISHED] = g_signal_new ("finished",
                                    G_TYPE_FROM_CLASS (klass),
                                    G_SIGNAL_RUN_LAST,
                                    0,
                                    NULL,
                                    NULL,
                                    NULL,
                                    G_TYPE_NONE,
                                    1,
                                    G_TYPE_BOOLEAN);
  zhihui_view_init ();
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/check-view.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ZhihuiCheckView, child)
  BIND (spinner);
  BIND (mark_label);
  BIND (title_label);
  BIND (detail_label);
  BIND (cancel_button);
  BIND (copy_button);
  BIND (list);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
}

static void
zhihui_check_view_init (ZhihuiCheckView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * zhihui_check_view_run:
 * @options: where it is, whom to believe, which token to show; not kept
 *
 * Reads everything there once, and says what came. What is tried already is given up.
 */
void
zhihui_check_view_run (ZhihuiCheckView *self, ZhihuiSourceOptions *options)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (ZHIHUI_IS_CHECK_VIEW (self) && options->where != NULL);

  forget (self);
  empty_list (self);
  self->where = g_strdup (options->where);
  self->source = zhihui_source_options_open (options, FALSE, &error);
  if (self->source == NULL)
    {
      zhihui_check_view_show_fault (self, options->where, error->message);
      g_signal_emit (self, signals[FINISHED], 0, FALSE);
      return;
    }

  set_running (self, TRUE);
  show_words (self, "", _ ("Reading everything once…"), NULL);
  self->cancellable = g_cancellable_new ();
  self->started_us = g_get_monotonic_time ();
  zhihui_check_result_want (self->source);
  zhihui_source_start (self->source);
  zhihui_settling_wait_async (
    self->source, ZHIHUI_SETTLING_MS, self->cancellable, settled_cb, self);
}

/**
 * zhihui_check_view_show_fault:
 * @where: that cannot be tried
 * @fault: why
 */
void
zhihui_check_view_show_fault (ZhihuiCheckView *self, const char *where, const char *fault)
{
  g_return_if_fail (ZHIHUI_IS_CHECK_VIEW (self) && where != NULL && fault != NULL);

  if (self->where != where)
    {
      forget (self);
      self->where = g_strdup (where);
    }
  self->fault = g_strdup (fault);
  empty_list (self);
  set_running (self, FALSE);
  show_words (self, "◆", _ ("This source cannot be opened"), fault);
}

/**
 * zhihui_check_view_cancel:
 *
 * Gives up what is tried.
 */
void
zhihui_check_view_cancel (ZhihuiCheckView *self)
{
  g_return_if_fail (ZHIHUI_IS_CHECK_VIEW (self));

  if (self->cancellable == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  drop_source (self);
  set_running (self, FALSE);
  show_words (self, "○", _ ("Given up"), NULL);
}

/**
 * zhihui_check_view_clear:
 *
 * What it shows is of another source than the one that is typed now: it shows nothing.
 */
void
zhihui_check_view_clear (ZhihuiCheckView *self)
{
  g_return_if_fail (ZHIHUI_IS_CHECK_VIEW (self));

  forget (self);
  empty_list (self);
  set_running (self, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * zhihui_check_view_is_running:
 *
 * Returns: whether something is tried now
 */
gboolean
zhihui_check_view_is_running (ZhihuiCheckView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_CHECK_VIEW (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * zhihui_check_view_dup_diagnostics:
 *
 * Returns: (transfer full): what is copied for who can help
 */
char *
zhihui_check_view_dup_diagnostics (ZhihuiCheckView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_CHECK_VIEW (self), NULL);

  return zhihui_desk_diagnostics_write (
    self->where != NULL ? self->where : "", self->fault, self->result);
}
