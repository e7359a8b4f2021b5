-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('member', 'trainer', 'facilitator', 'moderator', 'administrator');

-- CreateEnum
CREATE TYPE "access_purpose" AS ENUM ('confirm_email', 'reset_password', 'first_administrator');

-- CreateEnum
CREATE TYPE "follow_level" AS ENUM ('follow', 'normal', 'mute');

-- CreateEnum
CREATE TYPE "submission_form" AS ENUM ('text', 'files', 'both');

-- CreateEnum
CREATE TYPE "submission_state" AS ENUM ('draft', 'submitted');

-- CreateEnum
CREATE TYPE "review_state" AS ENUM ('allocated', 'begun', 'submitted', 'lapsed');

-- CreateEnum
CREATE TYPE "trainer_role" AS ENUM ('author', 'trainer');

-- CreateEnum
CREATE TYPE "request_kind" AS ENUM ('approval', 'waiting');

-- CreateEnum
CREATE TYPE "request_state" AS ENUM ('open', 'accepted', 'declined', 'withdrawn');

-- CreateEnum
CREATE TYPE "time_end" AS ENUM ('submit', 'grace', 'discard');

-- CreateEnum
CREATE TYPE "grade_method" AS ENUM ('highest', 'average', 'first', 'last');

-- CreateEnum
CREATE TYPE "attempt_state" AS ENUM ('in_progress', 'overdue', 'submitted', 'abandoned');

-- CreateEnum
CREATE TYPE "run_state" AS ENUM ('waiting', 'running', 'done', 'failed');

-- CreateEnum
CREATE TYPE "survey_question_kind" AS ENUM ('scale', 'single', 'several', 'text');

-- CreateEnum
CREATE TYPE "course_state" AS ENUM ('draft', 'published');

-- CreateEnum
CREATE TYPE "unit_kind" AS ENUM ('lesson', 'quiz', 'assignment', 'discussion', 'webinar', 'survey');

-- CreateEnum
CREATE TYPE "enrolment_mode" AS ENUM ('open', 'key', 'approval', 'invitation', 'closed');

-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('waiting', 'running', 'done', 'refused', 'failed');

-- CreateEnum
CREATE TYPE "digest_frequency" AS ENUM ('never', 'daily', 'weekly', 'monthly');

-- CreateEnum
CREATE TYPE "mail_state" AS ENUM ('waiting', 'sent', 'failed');

-- CreateEnum
CREATE TYPE "wording" AS ENUM ('official', 'provisional', 'unknown');

-- CreateEnum
CREATE TYPE "webinar_state" AS ENUM ('planned', 'cancelled');

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "legal_name" TEXT,
    "password_hash" TEXT NOT NULL,
    "country" CHAR(2) NOT NULL,
    "language" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "institution" TEXT,
    "about" TEXT,
    "role" "role" NOT NULL DEFAULT 'member',
    "email_confirmed_at" TIMESTAMPTZ(3),
    "suspended_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "unread_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_tokens" (
    "id" TEXT NOT NULL,
    "purpose" "access_purpose" NOT NULL,
    "user_id" UUID,
    "email" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certificates" (
    "id" UUID NOT NULL,
    "serial" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "template" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "snapshot" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_reason" TEXT,
    "replaced_by" TEXT,

    CONSTRAINT "certificates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "spaces" (
    "code" TEXT NOT NULL,
    "activity_code" TEXT,
    "position" INTEGER NOT NULL,
    "charter" JSONB NOT NULL,
    "topic_count" INTEGER NOT NULL DEFAULT 0,
    "reply_count" INTEGER NOT NULL DEFAULT 0,
    "unanswered_count" INTEGER NOT NULL DEFAULT 0,
    "last_activity_at" TIMESTAMPTZ(3),

    CONSTRAINT "spaces_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "topics" (
    "id" UUID NOT NULL,
    "public_id" SERIAL NOT NULL,
    "space_code" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_reply_number" INTEGER NOT NULL DEFAULT 0,
    "last_reply_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_reply_author_id" UUID,
    "reply_count" INTEGER NOT NULL DEFAULT 0,
    "first_answer" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "topics_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "replies" (
    "id" UUID NOT NULL,
    "topic_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "author_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "renderer_version" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),

    CONSTRAINT "replies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reply_revisions" (
    "reply_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "title" TEXT,
    "editor_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reply_revisions_pkey" PRIMARY KEY ("reply_id","version")
);

-- CreateTable
CREATE TABLE "topic_readers" (
    "user_id" UUID NOT NULL,
    "topic_id" UUID NOT NULL,
    "last_read" INTEGER NOT NULL DEFAULT -1,
    "level" "follow_level",
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "topic_readers_pkey" PRIMARY KEY ("user_id","topic_id")
);

-- CreateTable
CREATE TABLE "space_follows" (
    "user_id" UUID NOT NULL,
    "space_code" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "space_follows_pkey" PRIMARY KEY ("user_id","space_code")
);

-- CreateTable
CREATE TABLE "outbox_events" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dispatched_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "kept_forms" (
    "id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "fields" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kept_forms_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" UUID NOT NULL,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "socket_io_attachments" (
    "id" BIGSERIAL NOT NULL,
    "created_at" TIMESTAMPTZ(6) DEFAULT CURRENT_TIMESTAMP,
    "payload" BYTEA,

    CONSTRAINT "socket_io_attachments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignments" (
    "unit_id" UUID NOT NULL,
    "form" "submission_form" NOT NULL DEFAULT 'both',
    "max_files" INTEGER NOT NULL DEFAULT 3,
    "max_bytes" INTEGER NOT NULL DEFAULT 10485760,
    "max_words" INTEGER,
    "is_team_work" BOOLEAN NOT NULL DEFAULT false,
    "allows_again" BOOLEAN NOT NULL DEFAULT true,
    "reviews" INTEGER NOT NULL DEFAULT 0,
    "is_anonymous" BOOLEAN NOT NULL DEFAULT true,
    "review_days" INTEGER NOT NULL DEFAULT 7,
    "reviewing_weight" INTEGER NOT NULL DEFAULT 20,

    CONSTRAINT "assignments_pkey" PRIMARY KEY ("unit_id")
);

-- CreateTable
CREATE TABLE "rubrics" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "criteria" JSONB NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rubrics_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "teams" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_members" (
    "team_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "team_members_pkey" PRIMARY KEY ("team_id","user_id")
);

-- CreateTable
CREATE TABLE "submissions" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "team_id" UUID,
    "number" INTEGER NOT NULL,
    "state" "submission_state" NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 0,
    "body" TEXT NOT NULL DEFAULT '',
    "html" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL,
    "rubric_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "saved_at" TIMESTAMPTZ(3),
    "submitted_at" TIMESTAMPTZ(3),
    "is_late" BOOLEAN NOT NULL DEFAULT false,
    "reopened_at" TIMESTAMPTZ(3),
    "told_at" TIMESTAMPTZ(3),
    "scored_at" TIMESTAMPTZ(3),
    "peer_percent" DOUBLE PRECISION,
    "trainer_percent" DOUBLE PRECISION,
    "trainer_marks" JSONB,
    "trainer_comment" TEXT,
    "trainer_id" UUID,
    "trainer_at" TIMESTAMPTZ(3),

    CONSTRAINT "submissions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submission_files" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "storage_key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "submission_files_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_rounds" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "cohort_id" UUID,
    "seed" INTEGER NOT NULL,
    "allocated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "looked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "review_rounds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "peer_reviews" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "reviewer_id" UUID NOT NULL,
    "state" "review_state" NOT NULL DEFAULT 'allocated',
    "version" INTEGER NOT NULL DEFAULT 0,
    "allocated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "begun_at" TIMESTAMPTZ(3),
    "submitted_at" TIMESTAMPTZ(3),
    "marks" JSONB NOT NULL DEFAULT '{}',
    "comment" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "peer_reviews_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reviewer_grades" (
    "unit_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "percent" DOUBLE PRECISION,
    "reviews" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reviewer_grades_pkey" PRIMARY KEY ("unit_id","user_id")
);

-- CreateTable
CREATE TABLE "assignment_reminders" (
    "unit_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assignment_reminders_pkey" PRIMARY KEY ("unit_id","user_id","due_at")
);

-- CreateTable
CREATE TABLE "unit_drafts" (
    "unit_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "base_number" INTEGER NOT NULL DEFAULT 0,
    "saved_by_id" UUID,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unit_drafts_pkey" PRIMARY KEY ("unit_id","language")
);

-- CreateTable
CREATE TABLE "unit_text_versions" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "note" TEXT,
    "author_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_text_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_editors" (
    "unit_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unit_editors_pkey" PRIMARY KEY ("unit_id","user_id")
);

-- CreateTable
CREATE TABLE "course_files" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "storage_key" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "course_files_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grade_overrides" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "percent" DOUBLE PRECISION,
    "is_excused" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "grade_overrides_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "course_trainers" (
    "course_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "trainer_role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "course_trainers_pkey" PRIMARY KEY ("course_id","user_id")
);

-- CreateTable
CREATE TABLE "cohorts" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "trainer_id" UUID,
    "zone" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "key" TEXT,
    "capacity" INTEGER,
    "topic_number" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "cohorts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cohort_members" (
    "cohort_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cohort_members_pkey" PRIMARY KEY ("cohort_id","user_id")
);

-- CreateTable
CREATE TABLE "enrolment_requests" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "cohort_id" UUID,
    "user_id" UUID NOT NULL,
    "kind" "request_kind" NOT NULL,
    "state" "request_state" NOT NULL DEFAULT 'open',
    "message" TEXT,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enrolment_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "cohort_id" UUID,
    "email" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "invited_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "roster_runs" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "cohort_id" UUID,
    "actor_id" UUID,
    "source" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "state" "run_state" NOT NULL DEFAULT 'waiting',
    "rows" JSONB NOT NULL DEFAULT '[]',
    "total" INTEGER NOT NULL DEFAULT 0,
    "report" JSONB NOT NULL DEFAULT '[]',
    "finished_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "roster_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_overrides" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "user_id" UUID,
    "cohort_id" UUID,
    "opens_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "closes_at" TIMESTAMPTZ(3),
    "time_limit" INTEGER,
    "attempts_allowed" INTEGER,
    "topic_number" INTEGER,
    "webinar_number" INTEGER,
    "reason" TEXT,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_overrides_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quiz_settings" (
    "unit_id" UUID NOT NULL,
    "time_limit" INTEGER NOT NULL DEFAULT 0,
    "time_end" "time_end" NOT NULL DEFAULT 'submit',
    "grace" INTEGER NOT NULL DEFAULT 0,
    "attempts_allowed" INTEGER NOT NULL DEFAULT 0,
    "delay" INTEGER NOT NULL DEFAULT 0,
    "grade_method" "grade_method" NOT NULL DEFAULT 'highest',
    "shuffles_slots" BOOLEAN NOT NULL DEFAULT false,
    "shuffles_choices" BOOLEAN NOT NULL DEFAULT true,
    "questions_per_page" INTEGER NOT NULL DEFAULT 0,
    "penalty" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "review" JSONB NOT NULL DEFAULT '{}',
    "overall_feedback" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "quiz_settings_pkey" PRIMARY KEY ("unit_id")
);

-- CreateTable
CREATE TABLE "question_categories" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "title" JSONB NOT NULL,

    CONSTRAINT "question_categories_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "questions" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "unit_id" UUID,
    "category_id" UUID,
    "key" TEXT NOT NULL,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "questions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quiz_slots" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "question_id" UUID,
    "category_id" UUID,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "draws" INTEGER NOT NULL DEFAULT 1,
    "marks" DOUBLE PRECISION,

    CONSTRAINT "quiz_slots_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question_versions" (
    "id" UUID NOT NULL,
    "question_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "marks" DOUBLE PRECISION NOT NULL,
    "layers" JSONB NOT NULL,
    "sources" JSONB NOT NULL DEFAULT '{}',
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "question_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempts" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" "attempt_state" NOT NULL DEFAULT 'in_progress',
    "version" INTEGER NOT NULL DEFAULT 0,
    "seed" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "saved_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "submitted_at" TIMESTAMPTZ(3),
    "marks" DOUBLE PRECISION,
    "max_marks" DOUBLE PRECISION,
    "percent" DOUBLE PRECISION,
    "needs_marking" BOOLEAN NOT NULL DEFAULT false,
    "fingerprint" TEXT,

    CONSTRAINT "attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt_answers" (
    "attempt_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "question_version_id" UUID NOT NULL,
    "max_marks" DOUBLE PRECISION NOT NULL,
    "response" TEXT[],
    "fraction" DOUBLE PRECISION,
    "marks" DOUBLE PRECISION,
    "manual_marks" DOUBLE PRECISION,
    "comment" TEXT,
    "marked_by_id" UUID,
    "marked_at" TIMESTAMPTZ(3),

    CONSTRAINT "attempt_answers_pkey" PRIMARY KEY ("attempt_id","number")
);

-- CreateTable
CREATE TABLE "regrades" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "actor_id" UUID,
    "scope" JSONB NOT NULL,
    "is_trial" BOOLEAN NOT NULL,
    "state" "run_state" NOT NULL DEFAULT 'waiting',
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "changes" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "regrades_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "survey_questions" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "survey_question_kind" NOT NULL,
    "layers" JSONB NOT NULL,
    "is_required" BOOLEAN NOT NULL DEFAULT false,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "survey_questions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "survey_responses" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "cohort_id" UUID,
    "day" DATE NOT NULL,
    "language" TEXT NOT NULL,

    CONSTRAINT "survey_responses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "survey_answers" (
    "response_id" UUID NOT NULL,
    "question_id" UUID NOT NULL,
    "values" TEXT[],

    CONSTRAINT "survey_answers_pkey" PRIMARY KEY ("response_id","question_id")
);

-- CreateTable
CREATE TABLE "courses" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "state" "course_state" NOT NULL DEFAULT 'published',
    "languages" TEXT[],
    "default_language" TEXT NOT NULL,
    "title" JSONB NOT NULL,
    "summary" JSONB NOT NULL,
    "hours" DOUBLE PRECISION NOT NULL,
    "licence" TEXT NOT NULL,
    "enrolment_mode" "enrolment_mode" NOT NULL DEFAULT 'open',
    "enrolment_key" TEXT,
    "capacity" INTEGER,
    "is_linear" BOOLEAN NOT NULL DEFAULT false,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "courses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "course_activities" (
    "course_id" UUID NOT NULL,
    "activity_code" TEXT NOT NULL,

    CONSTRAINT "course_activities_pkey" PRIMARY KEY ("course_id","activity_code")
);

-- CreateTable
CREATE TABLE "course_modules" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "title" JSONB NOT NULL,
    "summary" JSONB NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "course_modules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "units" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "module_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "unit_kind" NOT NULL,
    "state" "course_state" NOT NULL DEFAULT 'published',
    "minutes" INTEGER NOT NULL,
    "completion" JSONB NOT NULL,
    "opens_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "closes_at" TIMESTAMPTZ(3),
    "weight" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "hides_grades" BOOLEAN NOT NULL DEFAULT false,
    "topic_number" INTEGER,
    "webinar_number" INTEGER,
    "added_in_revision" INTEGER NOT NULL DEFAULT 1,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "units_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_texts" (
    "unit_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "renderer_version" INTEGER NOT NULL,
    "number" INTEGER NOT NULL DEFAULT 1,
    "source_number" INTEGER,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unit_texts_pkey" PRIMARY KEY ("unit_id","language")
);

-- CreateTable
CREATE TABLE "unit_activities" (
    "unit_id" UUID NOT NULL,
    "activity_code" TEXT NOT NULL,

    CONSTRAINT "unit_activities_pkey" PRIMARY KEY ("unit_id","activity_code")
);

-- CreateTable
CREATE TABLE "enrolments" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMPTZ(3),
    "completed_revision" INTEGER,

    CONSTRAINT "enrolments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_progress" (
    "user_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "marked_at" TIMESTAMPTZ(3),
    "submitted_at" TIMESTAMPTZ(3),
    "grade_percent" DOUBLE PRECISION,
    "replies" INTEGER NOT NULL DEFAULT 0,
    "attended_minutes" INTEGER NOT NULL DEFAULT 0,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "unit_progress_pkey" PRIMARY KEY ("user_id","unit_id")
);

-- CreateTable
CREATE TABLE "import_runs" (
    "id" UUID NOT NULL,
    "actor_id" UUID,
    "source" TEXT NOT NULL,
    "storage_key" TEXT,
    "state" "import_state" NOT NULL DEFAULT 'waiting',
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "course_slug" TEXT,
    "report" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_prerequisites" (
    "unit_id" UUID NOT NULL,
    "required_unit_id" UUID NOT NULL,

    CONSTRAINT "unit_prerequisites_pkey" PRIMARY KEY ("unit_id","required_unit_id")
);

-- CreateTable
CREATE TABLE "course_prerequisites" (
    "course_id" UUID NOT NULL,
    "required_course_id" UUID NOT NULL,

    CONSTRAINT "course_prerequisites_pkey" PRIMARY KEY ("course_id","required_course_id")
);

-- CreateTable
CREATE TABLE "discussion_replies" (
    "unit_id" UUID NOT NULL,
    "reply_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "discussion_replies_pkey" PRIMARY KEY ("unit_id","reply_id")
);

-- CreateTable
CREATE TABLE "notifications" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "group_key" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "path" TEXT NOT NULL,
    "events" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),
    "mail_due_at" TIMESTAMPTZ(3),
    "mailed_at" TIMESTAMPTZ(3),

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "digest_settings" (
    "user_id" UUID NOT NULL,
    "frequency" "digest_frequency" NOT NULL DEFAULT 'weekly',
    "weekday" INTEGER NOT NULL DEFAULT 1,
    "hour" INTEGER NOT NULL DEFAULT 8,
    "covered_until" TIMESTAMPTZ(3) NOT NULL,
    "next_due_at" TIMESTAMPTZ(3),

    CONSTRAINT "digest_settings_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "digest_issues" (
    "user_id" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3) NOT NULL,
    "item_count" INTEGER NOT NULL,
    "mail_key" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "digest_issues_pkey" PRIMARY KEY ("user_id","period")
);

-- CreateTable
CREATE TABLE "mail_subscriptions" (
    "user_id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "unsubscribed_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_subscriptions_pkey" PRIMARY KEY ("user_id","list")
);

-- CreateTable
CREATE TABLE "outgoing_mails" (
    "key" TEXT NOT NULL,
    "user_id" UUID,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "headers" JSONB NOT NULL,
    "attachments" JSONB NOT NULL DEFAULT '[]',
    "state" "mail_state" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outgoing_mails_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "outputs" (
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "wording" "wording" NOT NULL,
    "title" JSONB NOT NULL,
    "short" JSONB NOT NULL,

    CONSTRAINT "outputs_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "activities" (
    "code" TEXT NOT NULL,
    "output_code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "wording" "wording" NOT NULL,
    "title" JSONB NOT NULL,

    CONSTRAINT "activities_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "webinars" (
    "id" UUID NOT NULL,
    "public_id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "renderer_version" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "zone" TEXT NOT NULL,
    "join_url" TEXT,
    "state" "webinar_state" NOT NULL DEFAULT 'planned',
    "trainer_id" UUID NOT NULL,
    "ics_sequence" INTEGER NOT NULL DEFAULT 0,
    "room_sequence" INTEGER NOT NULL DEFAULT 0,
    "registration_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webinars_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webinar_activities" (
    "webinar_id" UUID NOT NULL,
    "activity_code" TEXT NOT NULL,

    CONSTRAINT "webinar_activities_pkey" PRIMARY KEY ("webinar_id","activity_code")
);

-- CreateTable
CREATE TABLE "webinar_registrations" (
    "webinar_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cancelled_at" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,
    "mailed_key" TEXT,

    CONSTRAINT "webinar_registrations_pkey" PRIMARY KEY ("webinar_id","user_id")
);

-- CreateTable
CREATE TABLE "webinar_attendances" (
    "webinar_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "seconds" INTEGER NOT NULL DEFAULT 0,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "carried_minutes" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "webinar_attendances_pkey" PRIMARY KEY ("webinar_id","user_id")
);

-- CreateTable
CREATE TABLE "room_messages" (
    "webinar_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "author_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "room_messages_pkey" PRIMARY KEY ("webinar_id","sequence")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "users_handle_key" ON "users"("handle");

-- CreateIndex
CREATE INDEX "users_created_at_id_idx" ON "users"("created_at", "id");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "sessions_expires_at_idx" ON "sessions"("expires_at");

-- CreateIndex
CREATE INDEX "access_tokens_user_id_purpose_idx" ON "access_tokens"("user_id", "purpose");

-- CreateIndex
CREATE INDEX "access_tokens_expires_at_idx" ON "access_tokens"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "certificates_serial_key" ON "certificates"("serial");

-- CreateIndex
CREATE INDEX "certificates_course_id_idx" ON "certificates"("course_id");

-- CreateIndex
CREATE UNIQUE INDEX "certificates_user_id_course_id_generation_key" ON "certificates"("user_id", "course_id", "generation");

-- CreateIndex
CREATE UNIQUE INDEX "spaces_activity_code_key" ON "spaces"("activity_code");

-- CreateIndex
CREATE UNIQUE INDEX "topics_public_id_key" ON "topics"("public_id");

-- CreateIndex
CREATE INDEX "topics_space_code_last_reply_at_id_idx" ON "topics"("space_code", "last_reply_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "topics_space_code_first_answer_created_at_id_idx" ON "topics"("space_code", "first_answer", "created_at", "id");

-- CreateIndex
CREATE INDEX "topics_last_reply_at_id_idx" ON "topics"("last_reply_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "topics_author_id_created_at_idx" ON "topics"("author_id", "created_at");

-- CreateIndex
CREATE INDEX "topics_last_reply_author_id_idx" ON "topics"("last_reply_author_id");

-- CreateIndex
CREATE INDEX "replies_author_id_body_hash_created_at_idx" ON "replies"("author_id", "body_hash", "created_at");

-- CreateIndex
CREATE INDEX "replies_author_id_created_at_idx" ON "replies"("author_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "replies_topic_id_number_key" ON "replies"("topic_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "replies_author_id_client_id_key" ON "replies"("author_id", "client_id");

-- CreateIndex
CREATE INDEX "reply_revisions_editor_id_idx" ON "reply_revisions"("editor_id");

-- CreateIndex
CREATE INDEX "topic_readers_topic_id_level_user_id_idx" ON "topic_readers"("topic_id", "level", "user_id");

-- CreateIndex
CREATE INDEX "space_follows_space_code_user_id_idx" ON "space_follows"("space_code", "user_id");

-- CreateIndex
CREATE INDEX "outbox_events_dispatched_at_id_idx" ON "outbox_events"("dispatched_at", "id");

-- CreateIndex
CREATE INDEX "rate_limits_expire_idx" ON "rate_limits"("expire");

-- CreateIndex
CREATE INDEX "kept_forms_expires_at_idx" ON "kept_forms"("expires_at");

-- CreateIndex
CREATE INDEX "audit_entries_created_at_id_idx" ON "audit_entries"("created_at", "id");

-- CreateIndex
CREATE INDEX "audit_entries_actor_id_idx" ON "audit_entries"("actor_id");

-- CreateIndex
CREATE UNIQUE INDEX "rubrics_unit_id_number_key" ON "rubrics"("unit_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "teams_unit_id_name_key" ON "teams"("unit_id", "name");

-- CreateIndex
CREATE INDEX "team_members_user_id_idx" ON "team_members"("user_id");

-- CreateIndex
CREATE INDEX "submissions_unit_id_state_submitted_at_id_idx" ON "submissions"("unit_id", "state", "submitted_at", "id");

-- CreateIndex
CREATE INDEX "submissions_user_id_idx" ON "submissions"("user_id");

-- CreateIndex
CREATE INDEX "submissions_team_id_idx" ON "submissions"("team_id");

-- CreateIndex
CREATE INDEX "submissions_rubric_id_idx" ON "submissions"("rubric_id");

-- CreateIndex
CREATE INDEX "submissions_trainer_id_idx" ON "submissions"("trainer_id");

-- CreateIndex
CREATE UNIQUE INDEX "submissions_unit_id_user_id_number_key" ON "submissions"("unit_id", "user_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "submission_files_storage_key_key" ON "submission_files"("storage_key");

-- CreateIndex
CREATE INDEX "submission_files_submission_id_idx" ON "submission_files"("submission_id");

-- CreateIndex
CREATE INDEX "review_rounds_unit_id_idx" ON "review_rounds"("unit_id");

-- CreateIndex
CREATE INDEX "review_rounds_cohort_id_idx" ON "review_rounds"("cohort_id");

-- CreateIndex
CREATE INDEX "review_rounds_closed_at_looked_at_id_idx" ON "review_rounds"("closed_at", "looked_at", "id");

-- CreateIndex
CREATE INDEX "peer_reviews_reviewer_id_idx" ON "peer_reviews"("reviewer_id");

-- CreateIndex
CREATE INDEX "peer_reviews_state_lease_until_idx" ON "peer_reviews"("state", "lease_until");

-- CreateIndex
CREATE UNIQUE INDEX "peer_reviews_submission_id_reviewer_id_key" ON "peer_reviews"("submission_id", "reviewer_id");

-- CreateIndex
CREATE INDEX "reviewer_grades_user_id_idx" ON "reviewer_grades"("user_id");

-- CreateIndex
CREATE INDEX "assignment_reminders_user_id_idx" ON "assignment_reminders"("user_id");

-- CreateIndex
CREATE INDEX "unit_drafts_saved_by_id_idx" ON "unit_drafts"("saved_by_id");

-- CreateIndex
CREATE INDEX "unit_text_versions_author_id_idx" ON "unit_text_versions"("author_id");

-- CreateIndex
CREATE UNIQUE INDEX "unit_text_versions_unit_id_language_number_key" ON "unit_text_versions"("unit_id", "language", "number");

-- CreateIndex
CREATE INDEX "unit_editors_user_id_idx" ON "unit_editors"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "course_files_storage_key_key" ON "course_files"("storage_key");

-- CreateIndex
CREATE UNIQUE INDEX "course_files_course_id_name_key" ON "course_files"("course_id", "name");

-- CreateIndex
CREATE INDEX "grade_overrides_unit_id_user_id_created_at_id_idx" ON "grade_overrides"("unit_id", "user_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "grade_overrides_course_id_idx" ON "grade_overrides"("course_id");

-- CreateIndex
CREATE INDEX "grade_overrides_user_id_idx" ON "grade_overrides"("user_id");

-- CreateIndex
CREATE INDEX "grade_overrides_created_by_id_idx" ON "grade_overrides"("created_by_id");

-- CreateIndex
CREATE INDEX "course_trainers_user_id_idx" ON "course_trainers"("user_id");

-- CreateIndex
CREATE INDEX "cohorts_trainer_id_idx" ON "cohorts"("trainer_id");

-- CreateIndex
CREATE UNIQUE INDEX "cohorts_course_id_slug_key" ON "cohorts"("course_id", "slug");

-- CreateIndex
CREATE INDEX "cohort_members_user_id_idx" ON "cohort_members"("user_id");

-- CreateIndex
CREATE INDEX "enrolment_requests_course_id_state_created_at_id_idx" ON "enrolment_requests"("course_id", "state", "created_at", "id");

-- CreateIndex
CREATE INDEX "enrolment_requests_cohort_id_idx" ON "enrolment_requests"("cohort_id");

-- CreateIndex
CREATE INDEX "enrolment_requests_user_id_idx" ON "enrolment_requests"("user_id");

-- CreateIndex
CREATE INDEX "enrolment_requests_decided_by_id_idx" ON "enrolment_requests"("decided_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- CreateIndex
CREATE INDEX "invitations_course_id_created_at_id_idx" ON "invitations"("course_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "invitations_cohort_id_idx" ON "invitations"("cohort_id");

-- CreateIndex
CREATE INDEX "invitations_invited_by_id_idx" ON "invitations"("invited_by_id");

-- CreateIndex
CREATE INDEX "invitations_email_idx" ON "invitations"("email");

-- CreateIndex
CREATE INDEX "roster_runs_course_id_created_at_id_idx" ON "roster_runs"("course_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "roster_runs_cohort_id_idx" ON "roster_runs"("cohort_id");

-- CreateIndex
CREATE INDEX "roster_runs_actor_id_idx" ON "roster_runs"("actor_id");

-- CreateIndex
CREATE INDEX "unit_overrides_topic_number_idx" ON "unit_overrides"("topic_number");

-- CreateIndex
CREATE INDEX "unit_overrides_webinar_number_idx" ON "unit_overrides"("webinar_number");

-- CreateIndex
CREATE INDEX "unit_overrides_user_id_idx" ON "unit_overrides"("user_id");

-- CreateIndex
CREATE INDEX "unit_overrides_cohort_id_idx" ON "unit_overrides"("cohort_id");

-- CreateIndex
CREATE INDEX "unit_overrides_created_by_id_idx" ON "unit_overrides"("created_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "unit_overrides_unit_id_user_id_key" ON "unit_overrides"("unit_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "unit_overrides_unit_id_cohort_id_key" ON "unit_overrides"("unit_id", "cohort_id");

-- CreateIndex
CREATE UNIQUE INDEX "question_categories_course_id_path_key" ON "question_categories"("course_id", "path");

-- CreateIndex
CREATE INDEX "questions_course_id_id_idx" ON "questions"("course_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "questions_unit_id_key_key" ON "questions"("unit_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "questions_category_id_key_key" ON "questions"("category_id", "key");

-- CreateIndex
CREATE INDEX "quiz_slots_unit_id_position_idx" ON "quiz_slots"("unit_id", "position");

-- CreateIndex
CREATE INDEX "quiz_slots_question_id_idx" ON "quiz_slots"("question_id");

-- CreateIndex
CREATE INDEX "quiz_slots_category_id_idx" ON "quiz_slots"("category_id");

-- CreateIndex
CREATE INDEX "question_versions_created_by_id_idx" ON "question_versions"("created_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "question_versions_question_id_number_key" ON "question_versions"("question_id", "number");

-- CreateIndex
CREATE INDEX "attempts_user_id_idx" ON "attempts"("user_id");

-- CreateIndex
CREATE INDEX "attempts_due_at_idx" ON "attempts"("due_at");

-- CreateIndex
CREATE INDEX "attempts_unit_id_started_at_id_idx" ON "attempts"("unit_id", "started_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "attempts_unit_id_user_id_number_key" ON "attempts"("unit_id", "user_id", "number");

-- CreateIndex
CREATE INDEX "attempt_answers_question_version_id_idx" ON "attempt_answers"("question_version_id");

-- CreateIndex
CREATE INDEX "attempt_answers_marked_by_id_idx" ON "attempt_answers"("marked_by_id");

-- CreateIndex
CREATE INDEX "regrades_unit_id_created_at_id_idx" ON "regrades"("unit_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "regrades_actor_id_idx" ON "regrades"("actor_id");

-- CreateIndex
CREATE INDEX "survey_questions_unit_id_position_idx" ON "survey_questions"("unit_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "survey_questions_unit_id_key_key" ON "survey_questions"("unit_id", "key");

-- CreateIndex
CREATE INDEX "survey_responses_unit_id_cohort_id_idx" ON "survey_responses"("unit_id", "cohort_id");

-- CreateIndex
CREATE INDEX "survey_responses_cohort_id_idx" ON "survey_responses"("cohort_id");

-- CreateIndex
CREATE INDEX "survey_answers_question_id_idx" ON "survey_answers"("question_id");

-- CreateIndex
CREATE UNIQUE INDEX "courses_slug_key" ON "courses"("slug");

-- CreateIndex
CREATE INDEX "courses_created_by_id_idx" ON "courses"("created_by_id");

-- CreateIndex
CREATE INDEX "courses_state_created_at_id_idx" ON "courses"("state", "created_at", "id");

-- CreateIndex
CREATE INDEX "course_activities_activity_code_idx" ON "course_activities"("activity_code");

-- CreateIndex
CREATE INDEX "course_modules_course_id_position_idx" ON "course_modules"("course_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "course_modules_course_id_slug_key" ON "course_modules"("course_id", "slug");

-- CreateIndex
CREATE INDEX "units_module_id_position_idx" ON "units"("module_id", "position");

-- CreateIndex
CREATE INDEX "units_topic_number_idx" ON "units"("topic_number");

-- CreateIndex
CREATE INDEX "units_webinar_number_idx" ON "units"("webinar_number");

-- CreateIndex
CREATE UNIQUE INDEX "units_course_id_slug_key" ON "units"("course_id", "slug");

-- CreateIndex
CREATE INDEX "unit_activities_activity_code_idx" ON "unit_activities"("activity_code");

-- CreateIndex
CREATE INDEX "enrolments_course_id_created_at_id_idx" ON "enrolments"("course_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "enrolments_user_id_course_id_key" ON "enrolments"("user_id", "course_id");

-- CreateIndex
CREATE INDEX "unit_progress_unit_id_idx" ON "unit_progress"("unit_id");

-- CreateIndex
CREATE INDEX "import_runs_created_at_id_idx" ON "import_runs"("created_at", "id");

-- CreateIndex
CREATE INDEX "import_runs_actor_id_idx" ON "import_runs"("actor_id");

-- CreateIndex
CREATE INDEX "unit_prerequisites_required_unit_id_idx" ON "unit_prerequisites"("required_unit_id");

-- CreateIndex
CREATE INDEX "course_prerequisites_required_course_id_idx" ON "course_prerequisites"("required_course_id");

-- CreateIndex
CREATE INDEX "discussion_replies_user_id_unit_id_idx" ON "discussion_replies"("user_id", "unit_id");

-- CreateIndex
CREATE INDEX "notifications_user_id_updated_at_id_idx" ON "notifications"("user_id", "updated_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "notifications_mail_due_at_idx" ON "notifications"("mail_due_at");

-- CreateIndex
CREATE UNIQUE INDEX "notifications_user_id_group_key_key" ON "notifications"("user_id", "group_key");

-- CreateIndex
CREATE INDEX "digest_settings_next_due_at_user_id_idx" ON "digest_settings"("next_due_at", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "mail_subscriptions_token_key" ON "mail_subscriptions"("token");

-- CreateIndex
CREATE INDEX "outgoing_mails_state_created_at_idx" ON "outgoing_mails"("state", "created_at");

-- CreateIndex
CREATE INDEX "outgoing_mails_user_id_created_at_idx" ON "outgoing_mails"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "activities_output_code_position_idx" ON "activities"("output_code", "position");

-- CreateIndex
CREATE UNIQUE INDEX "webinars_public_id_key" ON "webinars"("public_id");

-- CreateIndex
CREATE INDEX "webinars_starts_at_id_idx" ON "webinars"("starts_at", "id");

-- CreateIndex
CREATE INDEX "webinars_trainer_id_idx" ON "webinars"("trainer_id");

-- CreateIndex
CREATE INDEX "webinar_activities_activity_code_idx" ON "webinar_activities"("activity_code");

-- CreateIndex
CREATE INDEX "webinar_registrations_user_id_idx" ON "webinar_registrations"("user_id");

-- CreateIndex
CREATE INDEX "webinar_attendances_user_id_idx" ON "webinar_attendances"("user_id");

-- CreateIndex
CREATE INDEX "room_messages_author_id_idx" ON "room_messages"("author_id");

-- CreateIndex
CREATE UNIQUE INDEX "room_messages_webinar_id_author_id_client_id_key" ON "room_messages"("webinar_id", "author_id", "client_id");

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spaces" ADD CONSTRAINT "spaces_activity_code_fkey" FOREIGN KEY ("activity_code") REFERENCES "activities"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topics" ADD CONSTRAINT "topics_space_code_fkey" FOREIGN KEY ("space_code") REFERENCES "spaces"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topics" ADD CONSTRAINT "topics_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topics" ADD CONSTRAINT "topics_last_reply_author_id_fkey" FOREIGN KEY ("last_reply_author_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "replies" ADD CONSTRAINT "replies_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "replies" ADD CONSTRAINT "replies_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reply_revisions" ADD CONSTRAINT "reply_revisions_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "replies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reply_revisions" ADD CONSTRAINT "reply_revisions_editor_id_fkey" FOREIGN KEY ("editor_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_readers" ADD CONSTRAINT "topic_readers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_readers" ADD CONSTRAINT "topic_readers_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "space_follows" ADD CONSTRAINT "space_follows_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "space_follows" ADD CONSTRAINT "space_follows_space_code_fkey" FOREIGN KEY ("space_code") REFERENCES "spaces"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rubrics" ADD CONSTRAINT "rubrics_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "teams" ADD CONSTRAINT "teams_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_rubric_id_fkey" FOREIGN KEY ("rubric_id") REFERENCES "rubrics"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_trainer_id_fkey" FOREIGN KEY ("trainer_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission_files" ADD CONSTRAINT "submission_files_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_rounds" ADD CONSTRAINT "review_rounds_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_rounds" ADD CONSTRAINT "review_rounds_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohorts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "peer_reviews" ADD CONSTRAINT "peer_reviews_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "peer_reviews" ADD CONSTRAINT "peer_reviews_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reviewer_grades" ADD CONSTRAINT "reviewer_grades_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reviewer_grades" ADD CONSTRAINT "reviewer_grades_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_reminders" ADD CONSTRAINT "assignment_reminders_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_reminders" ADD CONSTRAINT "assignment_reminders_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_drafts" ADD CONSTRAINT "unit_drafts_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_drafts" ADD CONSTRAINT "unit_drafts_saved_by_id_fkey" FOREIGN KEY ("saved_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_text_versions" ADD CONSTRAINT "unit_text_versions_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_text_versions" ADD CONSTRAINT "unit_text_versions_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_editors" ADD CONSTRAINT "unit_editors_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_editors" ADD CONSTRAINT "unit_editors_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_files" ADD CONSTRAINT "course_files_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grade_overrides" ADD CONSTRAINT "grade_overrides_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grade_overrides" ADD CONSTRAINT "grade_overrides_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grade_overrides" ADD CONSTRAINT "grade_overrides_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grade_overrides" ADD CONSTRAINT "grade_overrides_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_trainers" ADD CONSTRAINT "course_trainers_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_trainers" ADD CONSTRAINT "course_trainers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohorts" ADD CONSTRAINT "cohorts_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohorts" ADD CONSTRAINT "cohorts_trainer_id_fkey" FOREIGN KEY ("trainer_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort_members" ADD CONSTRAINT "cohort_members_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohorts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort_members" ADD CONSTRAINT "cohort_members_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment_requests" ADD CONSTRAINT "enrolment_requests_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment_requests" ADD CONSTRAINT "enrolment_requests_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohorts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment_requests" ADD CONSTRAINT "enrolment_requests_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment_requests" ADD CONSTRAINT "enrolment_requests_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohorts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "roster_runs" ADD CONSTRAINT "roster_runs_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "roster_runs" ADD CONSTRAINT "roster_runs_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohorts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "roster_runs" ADD CONSTRAINT "roster_runs_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_overrides" ADD CONSTRAINT "unit_overrides_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_overrides" ADD CONSTRAINT "unit_overrides_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_overrides" ADD CONSTRAINT "unit_overrides_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohorts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_overrides" ADD CONSTRAINT "unit_overrides_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quiz_settings" ADD CONSTRAINT "quiz_settings_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_categories" ADD CONSTRAINT "question_categories_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questions" ADD CONSTRAINT "questions_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questions" ADD CONSTRAINT "questions_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questions" ADD CONSTRAINT "questions_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "question_categories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quiz_slots" ADD CONSTRAINT "quiz_slots_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quiz_slots" ADD CONSTRAINT "quiz_slots_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quiz_slots" ADD CONSTRAINT "quiz_slots_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "question_categories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_versions" ADD CONSTRAINT "question_versions_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_versions" ADD CONSTRAINT "question_versions_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt_answers" ADD CONSTRAINT "attempt_answers_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "attempts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt_answers" ADD CONSTRAINT "attempt_answers_question_version_id_fkey" FOREIGN KEY ("question_version_id") REFERENCES "question_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt_answers" ADD CONSTRAINT "attempt_answers_marked_by_id_fkey" FOREIGN KEY ("marked_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "regrades" ADD CONSTRAINT "regrades_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "regrades" ADD CONSTRAINT "regrades_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_questions" ADD CONSTRAINT "survey_questions_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_responses" ADD CONSTRAINT "survey_responses_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_responses" ADD CONSTRAINT "survey_responses_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohorts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_answers" ADD CONSTRAINT "survey_answers_response_id_fkey" FOREIGN KEY ("response_id") REFERENCES "survey_responses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_answers" ADD CONSTRAINT "survey_answers_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "survey_questions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "courses" ADD CONSTRAINT "courses_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_activities" ADD CONSTRAINT "course_activities_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_activities" ADD CONSTRAINT "course_activities_activity_code_fkey" FOREIGN KEY ("activity_code") REFERENCES "activities"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_modules" ADD CONSTRAINT "course_modules_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "units" ADD CONSTRAINT "units_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "units" ADD CONSTRAINT "units_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "course_modules"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_texts" ADD CONSTRAINT "unit_texts_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_activities" ADD CONSTRAINT "unit_activities_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_activities" ADD CONSTRAINT "unit_activities_activity_code_fkey" FOREIGN KEY ("activity_code") REFERENCES "activities"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_progress" ADD CONSTRAINT "unit_progress_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_progress" ADD CONSTRAINT "unit_progress_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_prerequisites" ADD CONSTRAINT "unit_prerequisites_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_prerequisites" ADD CONSTRAINT "unit_prerequisites_required_unit_id_fkey" FOREIGN KEY ("required_unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_prerequisites" ADD CONSTRAINT "course_prerequisites_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_prerequisites" ADD CONSTRAINT "course_prerequisites_required_course_id_fkey" FOREIGN KEY ("required_course_id") REFERENCES "courses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "discussion_replies" ADD CONSTRAINT "discussion_replies_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "discussion_replies" ADD CONSTRAINT "discussion_replies_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "digest_settings" ADD CONSTRAINT "digest_settings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "digest_issues" ADD CONSTRAINT "digest_issues_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_subscriptions" ADD CONSTRAINT "mail_subscriptions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outgoing_mails" ADD CONSTRAINT "outgoing_mails_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activities" ADD CONSTRAINT "activities_output_code_fkey" FOREIGN KEY ("output_code") REFERENCES "outputs"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webinars" ADD CONSTRAINT "webinars_trainer_id_fkey" FOREIGN KEY ("trainer_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webinar_activities" ADD CONSTRAINT "webinar_activities_webinar_id_fkey" FOREIGN KEY ("webinar_id") REFERENCES "webinars"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webinar_activities" ADD CONSTRAINT "webinar_activities_activity_code_fkey" FOREIGN KEY ("activity_code") REFERENCES "activities"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webinar_registrations" ADD CONSTRAINT "webinar_registrations_webinar_id_fkey" FOREIGN KEY ("webinar_id") REFERENCES "webinars"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webinar_registrations" ADD CONSTRAINT "webinar_registrations_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webinar_attendances" ADD CONSTRAINT "webinar_attendances_webinar_id_fkey" FOREIGN KEY ("webinar_id") REFERENCES "webinars"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webinar_attendances" ADD CONSTRAINT "webinar_attendances_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room_messages" ADD CONSTRAINT "room_messages_webinar_id_fkey" FOREIGN KEY ("webinar_id") REFERENCES "webinars"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room_messages" ADD CONSTRAINT "room_messages_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand:
-- One open request of a person in a course: pressing twice, or two windows, ask once.
CREATE UNIQUE INDEX "enrolment_requests_one_open" ON "enrolment_requests" ("course_id", "user_id") WHERE "state" = 'open';
-- A question lives in one place.
ALTER TABLE "questions" ADD CONSTRAINT "questions_one_home" CHECK (num_nonnulls("unit_id", "category_id") = 1);
-- A place of a quiz is a question or a draw.
ALTER TABLE "quiz_slots" ADD CONSTRAINT "quiz_slots_one_source" CHECK (num_nonnulls("question_id", "category_id") = 1);
-- Other dates are those of a person or of a cohort.
ALTER TABLE "unit_overrides" ADD CONSTRAINT "unit_overrides_one_target" CHECK (num_nonnulls("user_id", "cohort_id") = 1);
-- Reviewers are chosen once for each cohort, and once for everybody without one.
CREATE UNIQUE INDEX "review_rounds_one" ON "review_rounds" ("unit_id", "cohort_id") NULLS NOT DISTINCT;
-- One draft at a time, whoever of a team begins it.
CREATE UNIQUE INDEX "submissions_one_draft" ON "submissions" ("unit_id", "user_id") WHERE "state" = 'draft';
CREATE UNIQUE INDEX "submissions_one_team_draft" ON "submissions" ("team_id") WHERE "state" = 'draft';
