/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-command.h"

#include "zhihui-report-job.h"
#include "zhihui-report-telling.h"
#include "zhihui-verify-command.h"
#include "zhihui-wire-writer.h"

#include <glib/gi18n-lib.h>
#include <malloc.h>

#define DATE "{date}"

enum
{
  MANY_BYTES = 32 << 20,
  LARGE_BYTES = 128 << 10,
};

static void
write_missing (ZhihuiWireWriter *writer, const ZhihuiGlyphFinder *finder)
{
  zhihui_wire_writer_open_list (writer, "missing");
  for (guint i = 0; i < zhihui_glyph_finder_get_n (finder); i++)
    {
      const ZhihuiMissingGlyph *missing = zhihui_glyph_finder_get (finder, i);
      char                      letter[7] = { 0 };
      g_autofree char          *code = g_strdup_printf ("U+%04X", (guint) missing->character);

      g_unichar_to_utf8 (missing->character, letter);
      zhihui_wire_writer_open_object (writer, NULL);
      zhihui_wire_writer_text (writer, "character", letter);
      zhihui_wire_writer_text (writer, "code", code);
      if (missing->page > 0)
        zhihui_wire_writer_integer (writer, "page", missing->page);
      zhihui_wire_writer_close_object (writer);
    }
  zhihui_wire_writer_close_list (writer);
}

static void
tell_written (const ZhihuiReportJob *job, guint n_pages)
{
  const ZhihuiGlyphFinder *finder = job->options.request.finder;
  g_autofree char         *absent = zhihui_report_describe_absent (&job->options.request);
  g_autofree char         *missing = zhihui_glyph_finder_describe (finder);

  if (absent != NULL)
    g_printerr (_ ("zhihui report: not offered by this platform: %s\n"), absent);
  if (missing != NULL)
    g_printerr ("zhihui report: %s\n", missing);
  if (job->options.json)
    {
      ZhihuiWireWriter writer;
      g_autofree char *text = NULL;

      zhihui_wire_writer_init (&writer, zhihui_situation_get_zone (job->options.request.situation));
      zhihui_wire_writer_open_object (&writer, NULL);
      zhihui_wire_writer_text (&writer, "file", job->options.output);
      zhihui_wire_writer_integer (&writer, "pages", n_pages);
      zhihui_wire_writer_integer (
        &writer, "as_of", zhihui_situation_get_as_of (job->options.request.situation));
      write_missing (&writer, finder);
      zhihui_wire_writer_close_object (&writer);
      text = zhihui_wire_writer_finish (&writer);
      g_print ("%s\n", text);
    }
}

/* A file for each day: {date} in its name is that of the figures. */
static void
settle_output (ZhihuiReportJob *job)
{
  g_autoptr (GString) path = g_string_new (job->options.output);
  ZhihuiZone *zone = zhihui_situation_get_zone (job->options.request.situation);
  ZhihuiCivil civil =
    zhihui_zone_to_civil (zone, zhihui_situation_get_as_of (job->options.request.situation));
  g_autofree char *date = g_strdup_printf ("%04d-%02d-%02d", civil.year, civil.month, civil.mday);

  g_string_replace (path, DATE, date, 0);
  g_free (job->options.output);
  job->options.output = g_string_free (g_steal_pointer (&path), FALSE);
}

/* Answers about thousands of units are read into many pieces, most of them free again when the
 * paper begins: the C library keeps those, and the peak of the paper would stand on top of them.
 * Few answers are not worth the page faults. */
static void
spare_memory (void)
{
  struct mallinfo2 heap = mallinfo2 ();

  if (heap.arena + heap.hblkhd < MANY_BYTES)
    return;
  mallopt (M_MMAP_THRESHOLD, LARGE_BYTES);
  malloc_trim (0);
}

/* What is not logged is there all the same. */
static void
log_export (ZhihuiReportJob *job, guint n_pages, const ZhihuiReportProof *proof)
{
  g_autofree char *note = zhihui_report_telling_wait (job, n_pages, proof);

  if (note != NULL)
    g_printerr ("zhihui report: %s\n", note);
}

static gboolean
write_report (ZhihuiReportJob *job, GError **error)
{
  g_autoptr (ZhihuiGlyphFinder) finder = zhihui_glyph_finder_new ();
  ZhihuiReportProof proof = { 0 };
  guint             n_pages = 0;
  gboolean          written;

  job->options.request.finder = finder;
  job->options.request.proof = &proof;
  settle_output (job);
  spare_memory ();
  written = zhihui_report_format_write (
    job->options.format, &job->options.request, job->options.output, &n_pages, error);
  if (written)
    tell_written (job, n_pages);
  job->options.request.finder = NULL;
  job->options.request.proof = NULL;
  if (written)
    log_export (job, n_pages, &proof);
  zhihui_report_proof_clear (&proof);
  return written;
}

static gboolean
run_job (ZhihuiReportJob *job, GError **error)
{
  if (job->options.is_list)
    {
      zhihui_report_options_list (&job->options);
      return TRUE;
    }
  return zhihui_report_options_check (&job->options, error) &&
         zhihui_report_job_read (job, error) && write_report (job, error);
}

/**
 * zhihui_report_main:
 *
 * `zhihui report`: the bulletin, or what another template says, as paper or as data. Needs no
 * display.
 *
 * Returns: exit status
 */
int
zhihui_report_main (int argc, char **argv)
{
  ZhihuiReportJob job = ZHIHUI_REPORT_JOB_INIT;
  g_autoptr (GError) error = NULL;
  int status = ZHIHUI_EXIT_USAGE;

  if (argc > 1 && g_str_equal (argv[1], "verify"))
    {
      argv[1] = (char *) "report verify"; /* --help names the command after it */
      return zhihui_verify_main (argc - 1, argv + 1);
    }
  if (zhihui_report_options_parse (&job.options, &argc, &argv))
    {
      zhihui_source_options_speak (&job.options.source);
      zhihui_map_option_load (&job.options.map);
      status = run_job (&job, &error) ? ZHIHUI_EXIT_OK : ZHIHUI_EXIT_FAILED;
    }
  if (error != NULL)
    g_printerr ("zhihui report: %s\n", error->message);
  zhihui_report_job_clear (&job);
  return status;
}
