/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-source-form.h"

#include "zhihui-check-view.h"
#include "zhihui-credentials.h"
#include "zhihui-entry-row.h"
#include "zhihui-error.h"
#include "zhihui-http-source.h"
#include "zhihui-row-buttons.h"
#include "zhihui-source-options.h"
#include "zhihui-token-keeper.h"
#include "zhihui-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define KEYRING_PATIENCE_S 5 /* after which it is said that a keyring keeps us waiting */
#define RESPONSE_GO_ON "go-on"

struct _ZhihuiSourceForm
{
  GtkBox parent_instance;

  ZhihuiPreferences *preferences;   /* owned, nullable before it is told */
  GCancellable      *cancellable;   /* owned: the keeping of a token */
  GCancellable      *give_up;       /* owned, nullable: the keyring is waited for until then */
  guint              patience_id;   /* it is said soon that it keeps us waiting */
  GtkWindow         *question;      /* weak, nullable: whether to wait on */
  gboolean           is_tried;      /* what is typed was tried, and came to something */
  gboolean           is_to_be_used; /* when what is tried is good */

  /* template children */
  AdwComboRow         *kind_row;
  AdwComboRow         *scenario_row;
  AdwEntryRow         *address_row;
  AdwPasswordEntryRow *token_row;
  AdwEntryRow         *path_row;
  AdwEntryRow         *ca_row;
  GtkLabel            *note_label;
  GtkButton           *test_button;
  GtkButton           *use_button;
  ZhihuiCheckView     *check;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZhihuiSourceForm, zhihui_source_form, GTK_TYPE_BOX)

/* The places that the platform can simulate; the first is the one of one click. */
static const struct
{
  const char *name;
  const char *title;
} scenarios[] = {
  { "zichuan", N_ ("District with 112 units (Zichuan)") },
  { "gaotang", N_ ("County (Gaotang)") },
  { "naxi", N_ ("District (Naxi)") },
  { "pengshan", N_ ("District (Pengshan)") },
  { "wuqi", N_ ("County with a grid (Wuqi)") },
  { "jiangsu", N_ ("Province with 1,244 units (Jiangsu)") },
};

static ZhihuiSourceKind
get_kind (ZhihuiSourceForm *self)
{
  return (ZhihuiSourceKind) adw_combo_row_get_selected (self->kind_row);
}

static const char *
get_text (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
is_fixed (ZhihuiSourceForm *self)
{
  return self->preferences != NULL &&
         zhihui_preferences_is_fixed (self->preferences, ZHIHUI_PREFERENCE_SOURCE);
}

static void
show_kind (ZhihuiSourceForm *self)
{
  ZhihuiSourceKind kind = get_kind (self);
  gboolean         is_platform = kind == ZHIHUI_SOURCE_KIND_PLATFORM;

  gtk_widget_set_visible (GTK_WIDGET (self->scenario_row), kind == ZHIHUI_SOURCE_KIND_DEMO);
  gtk_widget_set_visible (GTK_WIDGET (self->address_row), is_platform);
  gtk_widget_set_visible (GTK_WIDGET (self->path_row), kind == ZHIHUI_SOURCE_KIND_FOLDER);
  /* A profile names a platform, which may want a token. */
  gtk_widget_set_visible (GTK_WIDGET (self->token_row), kind != ZHIHUI_SOURCE_KIND_DEMO);
  gtk_widget_set_visible (GTK_WIDGET (self->ca_row), kind != ZHIHUI_SOURCE_KIND_DEMO);
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), is_platform || is_fixed (self));
  gtk_widget_set_visible (GTK_WIDGET (self->test_button), kind != ZHIHUI_SOURCE_KIND_DEMO);
}

/* What is shown is of something else than what is typed. */
static void
typed_cb (ZhihuiSourceForm *self)
{
  g_autofree char *where = zhihui_source_form_dup_where (self);

  show_kind (self);
  self->is_tried = FALSE;
  self->is_to_be_used = FALSE;
  zhihui_check_view_clear (self->check);
  gtk_button_set_label (self->use_button, _ ("_Use This Source"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->use_button), *where != '\0');
  gtk_widget_set_sensitive (GTK_WIDGET (self->test_button), *where != '\0');
}

/* ---- trying ---- */

/* FALSE: it was said what is wrong. */
static gboolean
fill_options (ZhihuiSourceForm *self, const char *where, ZhihuiSourceOptions *options)
{
  const char *token = get_text (self->token_row);
  const char *ca_file = get_text (self->ca_row);

  options->for_desk = TRUE;
  options->where = g_strdup (where);
  options->trust.ca_file = *ca_file != '\0' ? g_strdup (ca_file) : NULL;
  options->trust.token = *token != '\0' ? zhihui_credentials_parse (token) : NULL;
  if (*token == '\0' || options->trust.token != NULL)
    return TRUE;

  zhihui_check_view_show_fault (
    self->check,
    where,
    _ ("This is not a token: it has letters, digits and signs without blanks. Paste all of it, and "
       "nothing else."));
  return FALSE;
}

/* NULL, or what is wrong with what is typed: it cannot be used, whatever a computer answers. */
static const char *
find_mistake (ZhihuiSourceForm *self, const char *where)
{
  if (get_kind (self) == ZHIHUI_SOURCE_KIND_PLATFORM && strstr (where, "://") == NULL)
    return _ ("An address begins with https://, such as https://platform.example.cn.");
  if (get_kind (self) == ZHIHUI_SOURCE_KIND_FOLDER && strchr (where, ':') == NULL &&
      !g_file_test (where, G_FILE_TEST_EXISTS))
    return _ ("There is no folder and no profile of that name. Choose it with a button beside it.");
  return NULL;
}

static void
try_it (ZhihuiSourceForm *self)
{
  g_auto (ZhihuiSourceOptions) options = { 0 };
  g_autofree char *where = zhihui_source_form_dup_where (self);
  const char      *mistake = find_mistake (self, where);

  if (mistake != NULL)
    {
      self->is_to_be_used = FALSE;
      zhihui_check_view_show_fault (self->check, where, mistake);
    }
  else if (*where != '\0' && fill_options (self, where, &options))
    zhihui_check_view_run (self->check, &options);
}

static void
test_clicked_cb (ZhihuiSourceForm *self)
{
  self->is_to_be_used = FALSE;
  try_it (self);
}

/* ---- using ---- */

static void
choose (ZhihuiSourceForm *self, ZhihuiTokenPlace place)
{
  g_autofree char *where = zhihui_source_form_dup_where (self);

  if (get_kind (self) != ZHIHUI_SOURCE_KIND_DEMO && self->preferences != NULL)
    zhihui_preferences_set_string (
      self->preferences, ZHIHUI_PREFERENCE_CA_FILE, get_text (self->ca_row));
  zhihui_entry_row_begin_anew (GTK_EDITABLE (self->token_row), "");
  g_signal_emit (self, signals[CHOSEN], 0, where, (int) place);
}

static void
answered_cb (ZhihuiSourceForm *self, const char *response)
{
  if (g_str_equal (response, RESPONSE_GO_ON) && self->give_up != NULL)
    g_cancellable_cancel (self->give_up);
}

/* A locked keyring asks for its own password, sometimes where nobody sees it. */
static gboolean
impatient_cb (gpointer user_data)
{
  ZhihuiSourceForm *self = user_data;
  GtkRoot          *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget        *dialog = adw_message_dialog_new (
    GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
    _ ("The Keyring Does Not Answer"),
    _ ("It may be locked, and wait for its password. Without it the token goes into a file that "
       "only you can read, but that is not encrypted."));

  self->patience_id = 0;
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "wait",
                                    _ ("_Wait On"),
                                    RESPONSE_GO_ON,
                                    _ ("_Go On Without It"),
                                    NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "wait");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->question, GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
  return G_SOURCE_REMOVE;
}

static void
end_waiting (ZhihuiSourceForm *self)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_clear_object (&self->give_up);
  if (self->question != NULL)
    gtk_window_destroy (self->question);
  g_clear_weak_pointer (&self->question);
}

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiSourceForm *self = user_data;
  g_autoptr (GError) error = NULL;
  ZhihuiTokenPlace place = zhihui_token_keeper_keep_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  end_waiting (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (error != NULL)
    {
      g_autofree char *where = zhihui_source_form_dup_where (self);

      zhihui_check_view_show_fault (self->check, where, error->message);
      return;
    }
  choose (self, place);
}

/* A profile knows its platform: the source tells under which address the token is looked for. */
static void
keep_token_and_choose (ZhihuiSourceForm *self)
{
  g_auto (ZhihuiSourceOptions) options = { 0 };
  g_autofree char *where = zhihui_source_form_dup_where (self);
  g_autoptr (ZhihuiSource) source = NULL;
  g_autoptr (GError) error = NULL;

  if (!fill_options (self, where, &options))
    return;
  source = zhihui_source_options_open (&options, FALSE, &error);
  if (source == NULL)
    zhihui_check_view_show_fault (self->check, where, error->message);
  else if (options.trust.token == NULL || !ZHIHUI_IS_HTTP_SOURCE (source))
    choose (self, ZHIHUI_TOKEN_PLACE_NONE);
  else
    {
      /* A keyring may ask for its own password first; what is chosen then is what is typed now. */
      gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
      gtk_label_set_text (self->note_label, _ ("The token goes into the keyring…"));
      end_waiting (self);
      self->give_up = g_cancellable_new ();
      self->patience_id = g_timeout_add_seconds (KEYRING_PATIENCE_S, impatient_cb, self);
      zhihui_token_keeper_keep_async (zhihui_http_source_get_base (ZHIHUI_HTTP_SOURCE (source)),
                                      options.trust.token,
                                      self->give_up,
                                      self->cancellable,
                                      kept_cb,
                                      self);
    }
}

static void
finished_cb (ZhihuiSourceForm *self, gboolean is_good)
{
  gboolean is_to_be_used = self->is_to_be_used;

  self->is_tried = TRUE;
  self->is_to_be_used = FALSE;
  if (is_good && is_to_be_used)
    keep_token_and_choose (self);
  else if (!is_good)
    gtk_button_set_label (self->use_button, _ ("_Use It All the Same"));
}

static void
use_clicked_cb (ZhihuiSourceForm *self)
{
  if (get_kind (self) == ZHIHUI_SOURCE_KIND_DEMO)
    {
      choose (self, ZHIHUI_TOKEN_PLACE_NONE);
      return;
    }
  if (self->is_tried)
    {
      keep_token_and_choose (self);
      return;
    }
  self->is_to_be_used = TRUE;
  try_it (self);
}

/* ---- files ---- */

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, GtkEditable *row)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

      if (path != NULL)
        gtk_editable_set_text (row, path);
    }
  g_object_unref (dialog);
}

static void
ask_for_file (ZhihuiSourceForm    *self,
              GtkEditable         *row,
              const char          *title,
              GtkFileChooserAction action,
              const char          *pattern)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), action, _ ("_Choose"), NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (pattern != NULL)
    {
      GtkFileFilter *filter = gtk_file_filter_new ();

      gtk_file_filter_add_pattern (filter, pattern);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen_cb), row, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
folder_clicked_cb (ZhihuiSourceForm *self)
{
  ask_for_file (self,
                GTK_EDITABLE (self->path_row),
                _ ("Recorded Folder"),
                GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                NULL);
}

static void
profile_clicked_cb (ZhihuiSourceForm *self)
{
  ask_for_file (
    self, GTK_EDITABLE (self->path_row), _ ("Profile"), GTK_FILE_CHOOSER_ACTION_OPEN, "*.profile");
}

static void
ca_clicked_cb (ZhihuiSourceForm *self)
{
  ask_for_file (self,
                GTK_EDITABLE (self->ca_row),
                _ ("Certificate of the Authority"),
                GTK_FILE_CHOOSER_ACTION_OPEN,
                NULL);
}

/* ---- the class ---- */

static void
zhihui_source_form_dispose (GObject *object)
{
  ZhihuiSourceForm *self = ZHIHUI_SOURCE_FORM (object);

  end_waiting (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->preferences);

  G_OBJECT_CLASS (zhihui_source_form_parent_class)->dispose (object);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, finished_cb);
  gtk_widget_class_bind_template_callback (widget_class, folder_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, profile_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, ca_clicked_cb);
}

static void
zhihui_source_form_class_init (ZhihuiSourceFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_source_form_dispose;
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
  g_type_ensure (ZHIHUI_TYPE_CHECK_VIEW);
  zhihui_view_init ();
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/source-form.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ZhihuiSourceForm, child)
  BIND (kind_row);
  BIND (scenario_row);
  BIND (address_row);
  BIND (token_row);
  BIND (path_row);
  BIND (ca_row);
  BIND (note_label);
  BIND (test_button);
  BIND (use_button);
  BIND (check);
#undef BIND
  bind_callbacks (widget_class);
}

static void
zhihui_source_form_init (ZhihuiSourceForm *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  zhihui_row_buttons_name (GTK_WIDGET (self->token_row), _ ("Show the token"));
  for (gsize i = 0; i < G_N_ELEMENTS (scenarios); i++)
    gtk_string_list_append (titles, _ (scenarios[i].title));
  adw_combo_row_set_model (self->scenario_row, G_LIST_MODEL (titles));
  typed_cb (self);
}

/**
 * zhihui_source_form_set_preferences:
 * @preferences: (transfer none): what was chosen before, and what the administrator has fixed
 */
void
zhihui_source_form_set_preferences (ZhihuiSourceForm *self, ZhihuiPreferences *preferences)
{
  g_autofree char *ca_file = NULL;

  g_return_if_fail (ZHIHUI_IS_SOURCE_FORM (self) && ZHIHUI_IS_PREFERENCES (preferences));

  g_set_object (&self->preferences, preferences);
  ca_file = zhihui_preferences_dup_string (preferences, ZHIHUI_PREFERENCE_CA_FILE);
  zhihui_entry_row_begin_anew (GTK_EDITABLE (self->ca_row), ca_file);
  gtk_widget_set_sensitive (GTK_WIDGET (self->ca_row),
                            !zhihui_preferences_is_fixed (preferences, ZHIHUI_PREFERENCE_CA_FILE));
  gtk_widget_set_sensitive (GTK_WIDGET (self), !is_fixed (self));
  if (is_fixed (self))
    gtk_label_set_text (self->note_label, _ ("Set by the administrator"));
  show_kind (self);
}

/**
 * zhihui_source_form_set_kind:
 * @kind: what is asked for
 * @is_only: whether no other kind is offered
 */
void
zhihui_source_form_set_kind (ZhihuiSourceForm *self, ZhihuiSourceKind kind, gboolean is_only)
{
  g_return_if_fail (ZHIHUI_IS_SOURCE_FORM (self));

  adw_combo_row_set_selected (self->kind_row, kind);
  gtk_widget_set_visible (GTK_WIDGET (self->kind_row), !is_only);
  typed_cb (self);
}

static void
set_demo (ZhihuiSourceForm *self, const char *where)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      gsize length = strlen (scenarios[i].name);

      if (strncmp (where, scenarios[i].name, length) == 0 &&
          (where[length] == '\0' || where[length] == '?'))
        adw_combo_row_set_selected (self->scenario_row, (guint) i);
    }
}

/**
 * zhihui_source_form_set_where:
 * @where: what is used now, as it was given to --source; may be ""
 */
void
zhihui_source_form_set_where (ZhihuiSourceForm *self, const char *where)
{
  ZhihuiSourceKind kind = ZHIHUI_SOURCE_KIND_PLATFORM;

  g_return_if_fail (ZHIHUI_IS_SOURCE_FORM (self) && where != NULL);

  if (g_str_has_prefix (where, ZHIHUI_DEMO_PREFIX))
    {
      kind = ZHIHUI_SOURCE_KIND_DEMO;
      set_demo (self, where + strlen (ZHIHUI_DEMO_PREFIX));
    }
  else if (strchr (where, G_DIR_SEPARATOR) != NULL && strstr (where, "://") == NULL)
    {
      kind = ZHIHUI_SOURCE_KIND_FOLDER;
      zhihui_entry_row_begin_anew (GTK_EDITABLE (self->path_row), where);
    }
  else
    {
      zhihui_entry_row_begin_anew (GTK_EDITABLE (self->address_row), where);
    }
  adw_combo_row_set_selected (self->kind_row, kind);
  typed_cb (self);
}

/**
 * zhihui_source_form_show_fault:
 * @fault: why what is used now could not be opened
 */
void
zhihui_source_form_show_fault (ZhihuiSourceForm *self, const char *fault)
{
  g_autofree char *where = zhihui_source_form_dup_where (self);

  zhihui_check_view_show_fault (self->check, where, fault);
}

/**
 * zhihui_source_form_focus:
 *
 * The keyboard goes to the first thing that is asked for.
 */
void
zhihui_source_form_focus (ZhihuiSourceForm *self)
{
  GtkWidget *rows[] = {
    [ZHIHUI_SOURCE_KIND_DEMO] = GTK_WIDGET (self->scenario_row),
    [ZHIHUI_SOURCE_KIND_PLATFORM] = GTK_WIDGET (self->address_row),
    [ZHIHUI_SOURCE_KIND_FOLDER] = GTK_WIDGET (self->path_row),
  };

  g_return_if_fail (ZHIHUI_IS_SOURCE_FORM (self));

  gtk_widget_grab_focus (rows[get_kind (self)]);
}

/**
 * zhihui_source_form_dup_where:
 *
 * Returns: (transfer full): what is typed, as --source takes it; "" nothing yet
 */
char *
zhihui_source_form_dup_where (ZhihuiSourceForm *self)
{
  guint selected = adw_combo_row_get_selected (self->scenario_row);

  g_return_val_if_fail (ZHIHUI_IS_SOURCE_FORM (self), NULL);

  switch (get_kind (self))
    {
    case ZHIHUI_SOURCE_KIND_DEMO:
      return selected < G_N_ELEMENTS (scenarios)
               ? g_strconcat (
                   ZHIHUI_DEMO_PREFIX, scenarios[selected].name, ZHIHUI_DEMO_FOR_DESK, NULL)
               : g_strdup ("");
    case ZHIHUI_SOURCE_KIND_FOLDER:
      return g_strstrip (g_strdup (get_text (self->path_row)));
    case ZHIHUI_SOURCE_KIND_PLATFORM:
    default:
      return g_strstrip (g_strdup (get_text (self->address_row)));
    }
}
