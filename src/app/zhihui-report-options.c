/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-options.h"

#include "zhihui-error.h"
#include "zhihui-period.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define STANDARD_OUTPUT "/dev/stdout"

/**
 * zhihui_report_options_clear:
 */
void
zhihui_report_options_clear (ZhihuiReportOptions *self)
{
  char **texts[] = { &self->output, &self->format_name, &self->boards,        &self->maps,
                     &self->period, &self->before,      &self->peer,          &self->order,
                     &self->title,  &self->issuer,      &self->number,        &self->marking,
                     &self->region, &self->watermark,   &self->template_name, &self->paper_name,
                     &self->unit,   &self->window,      &self->basis,         &self->tier,
                     &self->min_n,  &self->min_answers, &self->cases };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
  g_clear_pointer (&self->request.mesh, zhihui_mesh_unref);
  g_clear_pointer (&self->shelf, zhihui_report_shelf_free);
  g_clear_pointer (&self->own, zhihui_report_template_unref);
  g_clear_pointer (&self->filter, zhihui_case_filter_free);
  zhihui_source_options_clear (&self->source);
  zhihui_past_clear (&self->past);
  zhihui_map_option_clear (&self->map);
}

/* The templates there are. Those of the operator that are wrong are told, and the others hold. */
static void
open_shelf (ZhihuiReportOptions *self)
{
  const char *fault;

  if (self->shelf != NULL)
    return;
  self->shelf = zhihui_report_shelf_new_of_user ();
  for (guint i = 0; (fault = zhihui_report_shelf_get_fault (self->shelf, i)) != NULL; i++)
    g_printerr ("zhihui report: %s\n", fault);
}

static gboolean
check_period (const char *period, GError **error)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiPeriod) parsed = NULL;

  if (period == NULL)
    return TRUE;

  /* Which days it is the platform says; here only whether it is one. */
  parsed = zhihui_period_parse (period, g_get_real_time () / G_USEC_PER_SEC, zone, error);
  return parsed != NULL;
}

static gboolean
refuse (GError **error, const char *reason)
{
  g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, reason);
  return FALSE;
}

/* "-" is what people call it. */
static void
settle_output (ZhihuiReportOptions *self)
{
  if (g_strcmp0 (self->output, "-") != 0)
    return;
  g_free (self->output);
  self->output = g_strdup (STANDARD_OUTPUT);
}

static gboolean
find_format (ZhihuiReportOptions *self, GError **error)
{
  const char *dot = self->output != NULL ? strrchr (self->output, '.') : NULL;
  const char *name = self->format_name != NULL ? self->format_name : dot != NULL ? dot + 1 : NULL;

  if (g_strcmp0 (self->output, STANDARD_OUTPUT) == 0 && name == NULL)
    return refuse (error, _ ("Say what is written to standard output: --format FORMAT"));
  if (self->output == NULL || *self->output == '\0' || name == NULL)
    return refuse (
      error, _ ("Name the file to be written: -o FILE.pdf, .png, .svg, .csv, .xlsx or .json"));
  for (self->format = 0; self->format < ZHIHUI_N_REPORT_FORMATS; self->format++)
    if (g_ascii_strcasecmp (name, zhihui_report_format_get_ending (self->format)) == 0)
      return TRUE;
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("A report is written as pdf, png, svg, csv, xlsx or json, not as “%s”"),
               name);
  return FALSE;
}

static gboolean
find_template (ZhihuiReportOptions *self, GError **error)
{
  const char *name = self->template_name;

  if (name == NULL)
    return TRUE;
  /* A file of one's own, wherever it is. */
  if (g_str_has_suffix (name, ZHIHUI_REPORT_SUFFIX))
    {
      self->own = zhihui_report_template_load (name, error);
      self->request.template = self->own;
    }
  else
    self->request.template = zhihui_report_shelf_find (self->shelf, name, error);
  return self->request.template != NULL;
}

static gboolean
check_folder (const char *output, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (output);

  if (g_file_test (directory, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_set_error (
    error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, _ ("There is no folder “%s”"), directory);
  return FALSE;
}

static gboolean
check_order (const char *order, GError **error)
{
  if (order == NULL || strcmp (order, "raw") == 0 || strcmp (order, "shrunk") == 0)
    return TRUE;
  g_set_error (
    error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("The order is raw or shrunk, not “%s”"), order);
  return FALSE;
}

static gboolean
fill_terms (ZhihuiReportOptions *self, ZhihuiBoardTerms *terms, GError **error)
{
  return zhihui_board_terms_set_window (terms, self->window, error) &&
         zhihui_board_terms_set_basis (terms, self->basis, error) &&
         zhihui_board_terms_set_tier (terms, self->tier, error) &&
         zhihui_board_terms_set_min_n (terms, self->min_n, error) &&
         zhihui_board_terms_set_min_answers (terms, self->min_answers, error);
}

static gboolean
fill_cases (ZhihuiReportOptions *self, GError **error)
{
  g_clear_pointer (&self->filter, zhihui_case_filter_free);
  if (self->cases == NULL)
    return TRUE;
  self->filter = zhihui_case_filter_parse_query (self->cases, error);
  self->request.cases = self->filter;
  return self->filter != NULL;
}

/* What the options say, none of which is wrong. */
static gboolean
fill_request (ZhihuiReportOptions *self, GError **error)
{
  ZhihuiReportRequest *request = &self->request;

  *request = (ZhihuiReportRequest){
    .title = self->title,
    .issuer = self->issuer,
    .number = self->number,
    .marking = self->marking,
    .watermark = self->watermark,
    .period = self->period,
    .before = self->before,
    .has_appendix = self->has_appendix,
    .peers = self->peer != NULL ? self->peers : NULL,
    .map_settings = self->map.settings,
    .paper = self->paper_name,
    .order = self->order,
    .region = self->region,
  };
  if (self->paper_name != NULL)
    request->format = &self->paper;
  return check_order (self->order, error) && check_period (self->before, error) &&
         fill_terms (self, &request->terms, error) && fill_cases (self, error) &&
         zhihui_report_parse_boards (self->boards, &request->boards, error) &&
         zhihui_report_parse_boards (self->maps, &request->maps, error) &&
         zhihui_report_check_heads (request, error) &&
         (self->paper_name == NULL ||
          zhihui_paper_format_parse (self->paper_name, &self->paper, error));
}

/**
 * zhihui_report_options_fill:
 * @self: options that were parsed or read, with the settings of the map loaded
 * @error: return location: which of them is wrong
 *
 * Makes a request of them, before anything is asked of a source, wherever it is written.
 *
 * Returns: whether none of them is wrong
 */
gboolean
zhihui_report_options_fill (ZhihuiReportOptions *self, GError **error)
{
  ZhihuiReportRequest *request = &self->request;

  open_shelf (self);
  if (!fill_request (self, error) || !find_template (self, error))
    return FALSE;
  if (request->period == NULL && request->template != NULL)
    request->period = zhihui_report_template_get_period (request->template);
  return check_period (request->period, error);
}

/**
 * zhihui_report_options_check:
 * @self: options that were parsed, with the settings of the map loaded
 * @error: return location: which of them is wrong
 *
 * Makes a request of them, and checks what is written and where.
 *
 * Returns: whether none of them is wrong
 */
gboolean
zhihui_report_options_check (ZhihuiReportOptions *self, GError **error)
{
  settle_output (self);
  if (!find_format (self, error) || !check_folder (self->output, error) ||
      !zhihui_report_options_fill (self, error))
    return FALSE;
  if (self->cases != NULL && !zhihui_report_lists_cases (&self->request))
    return refuse (error, _ ("--cases is of no use to a template that lists none: -t cases does"));
  self->request.is_for_programs = zhihui_report_format_is_for_programs (self->format);
  return TRUE;
}

/**
 * zhihui_report_options_list:
 *
 * Prints the names of the templates, and what each is called.
 */
void
zhihui_report_options_list (ZhihuiReportOptions *self)
{
  open_shelf (self);
  for (guint i = 0; i < zhihui_report_shelf_get_n_templates (self->shelf); i++)
    {
      ZhihuiReportTemplate *template = zhihui_report_shelf_get_template (self->shelf, i);
      const char *title = zhihui_report_template_get_title (template);

      g_print ("%s\t%s\n",
               zhihui_report_template_get_name (template),
               title != NULL ? title : _ ("Map of one figure"));
    }
}

/* What is written, and on what. */
#define SHAPE_OPTIONS(self)                                                                        \
  ZHIHUI_OPTION (                                                                                  \
    "output",                                                                                      \
    'o',                                                                                           \
    FILENAME,                                                                                      \
    &(self)->output,                                                                               \
    N_ ("Write to FILE: .pdf, .png, .svg, .csv, .xlsx or .json; - is standard output"),            \
    N_ ("FILE")),                                                                                  \
    ZHIHUI_OPTION ("format",                                                                       \
                   0,                                                                              \
                   STRING,                                                                         \
                   &(self)->format_name,                                                           \
                   N_ ("What is written, whatever the file is called"),                            \
                   N_ ("FORMAT")),                                                                 \
    ZHIHUI_OPTION ("template",                                                                     \
                   't',                                                                            \
                   FILENAME,                                                                       \
                   &(self)->template_name,                                                         \
                   N_ ("What stands on it: a name of --list, or a file"),                          \
                   N_ ("NAME")),                                                                   \
    ZHIHUI_OPTION ("paper",                                                                        \
                   0,                                                                              \
                   STRING,                                                                         \
                   &(self)->paper_name,                                                            \
                   N_ ("a4, a4-landscape, a3, a3-landscape, or WIDTHxHEIGHT in pixels"),           \
                   N_ ("PAPER")),                                                                  \
    SWITCH ("list", &(self)->is_list, N_ ("Says which templates there are")),                      \
    SWITCH ("appendix", &(self)->has_appendix, N_ ("Prints the canonical data at the end"))

/* Of which figures. */
#define FIGURE_OPTIONS(self)                                                                       \
  ZHIHUI_OPTION (                                                                                  \
    "boards", 0, STRING, &(self)->boards, N_ ("volume,overdue,return,satisfaction"), N_ ("LIST")), \
    ZHIHUI_OPTION ("maps",                                                                         \
                   0,                                                                              \
                   STRING,                                                                         \
                   &(self)->maps,                                                                  \
                   N_ ("Maps of the regions to add: volume,overdue,return,satisfaction"),          \
                   N_ ("LIST")),                                                                   \
    ZHIHUI_OPTION ("period",                                                                       \
                   0,                                                                              \
                   STRING,                                                                         \
                   &(self)->period,                                                                \
                   N_ ("Period of all boards, e.g. month, 2020-07, 2020-Q3"),                      \
                   N_ ("PERIOD")),                                                                 \
    ZHIHUI_OPTION ("before",                                                                       \
                   0,                                                                              \
                   STRING,                                                                         \
                   &(self)->before,                                                                \
                   N_ ("Period that is compared with, where two are"),                             \
                   N_ ("PERIOD")),                                                                 \
    ZHIHUI_OPTION ("region",                                                                       \
                   0,                                                                              \
                   STRING,                                                                         \
                   &(self)->region,                                                                \
                   N_ ("One part of the region only: its name or code"),                           \
                   N_ ("REGION")),                                                                 \
    ZHIHUI_OPTION ("peer", 0, STRING, &(self)->peer, N_ ("One peer group only"), N_ ("PEER")),     \
    ZHIHUI_OPTION (                                                                                \
      "unit", 0, STRING, &(self)->unit, N_ ("The unit that it is about"), N_ ("UNIT")),            \
    ZHIHUI_OPTION ("cases",                                                                        \
                   0,                                                                              \
                   STRING,                                                                         \
                   &(self)->cases,                                                                 \
                   N_ ("Which cases a list has: state=handling&due=over"),                         \
                   N_ ("QUERY")),                                                                  \
    ZHIHUI_OPTION ("order",                                                                        \
                   0,                                                                              \
                   STRING,                                                                         \
                   &(self)->order,                                                                 \
                   N_ ("raw, or shrunk: fair to small units"),                                     \
                   N_ ("ORDER"))

/* How their boards are counted, where not as usual. */
#define TERM_OPTIONS(self)                                                                         \
  ZHIHUI_OPTION ("days",                                                                           \
                 0,                                                                                \
                 STRING,                                                                           \
                 &(self)->window,                                                                  \
                 N_ ("Boards of days of one's own: 2020-07-01/2020-07-10"),                        \
                 N_ ("FIRST/LAST")),                                                               \
    ZHIHUI_OPTION ("basis",                                                                        \
                   0,                                                                              \
                   STRING,                                                                         \
                   &(self)->basis,                                                                 \
                   N_ ("By which time work belongs to these days"),                                \
                   N_ ("BASIS")),                                                                  \
    ZHIHUI_OPTION (                                                                                \
      "tier", 0, STRING, &(self)->tier, N_ ("Only a third of the units, 1 the largest"), "1-3"),   \
    ZHIHUI_OPTION (                                                                                \
      "min-n", 0, STRING, &(self)->min_n, N_ ("Ranks units from so many cases on"), "N"),          \
    ZHIHUI_OPTION ("min-answers",                                                                  \
                   0,                                                                              \
                   STRING,                                                                         \
                   &(self)->min_answers,                                                           \
                   N_ ("Ranks them by answers from so many on"),                                   \
                   "N")

/* What stands at its head. */
#define HEAD_OPTIONS(self)                                                                         \
  ZHIHUI_OPTION (                                                                                  \
    "title", 0, STRING, &(self)->title, N_ ("Title instead of its own"), N_ ("TEXT")),             \
    ZHIHUI_OPTION (                                                                                \
      "issuer", 0, STRING, &(self)->issuer, N_ ("Who issues the bulletin"), N_ ("NAME")),          \
    ZHIHUI_OPTION (                                                                                \
      "number", 0, STRING, &(self)->number, N_ ("Number of the document"), N_ ("TEXT")),           \
    ZHIHUI_OPTION ("marking", 0, STRING, &(self)->marking, N_ ("Marking on top"), N_ ("TEXT")),    \
    ZHIHUI_OPTION (                                                                                \
      "watermark", 0, STRING, &(self)->watermark, N_ ("Text laid under every page"), N_ ("TEXT"))

#define SWITCH(name, target, help)                                                                 \
  {                                                                                                \
    name, 0, 0, G_OPTION_ARG_NONE, target, help, NULL                                              \
  }

/**
 * zhihui_report_options_parse:
 *
 * Returns: whether the command line could be read; else it was said why not
 */
gboolean
zhihui_report_options_parse (ZhihuiReportOptions *self, int *argc, char ***argv)
{
  const char        *summary = _ ("Puts the rankings on paper; needs no display.");
  const GOptionEntry entries[] = {
    SHAPE_OPTIONS (self),
    FIGURE_OPTIONS (self),
    TERM_OPTIONS (self),
    HEAD_OPTIONS (self),
    ZHIHUI_MAP_OPTION (&self->map),
    ZHIHUI_PAST_AT_OPTION (&self->past),
    SWITCH ("json", &self->json, N_ ("Say what was written as JSON")),
    G_OPTION_ENTRY_NULL,
  };

  self->source.for_desk = TRUE;
  return zhihui_source_options_parse (&self->source, summary, entries, argc, argv);
}
