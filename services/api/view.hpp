// The application as one caller sees it: what handlers work with.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "db/reader.hpp"
#include "services/api/application.hpp"
#include "services/api/desk.hpp"

namespace ladder::api {

// Borrows the application, which must outlive it. Of one call; readers with somebody's eyes.
struct View {
    // Of whoever has the database at hand, the worker, and what checks the record itself.
    static View everything(Application& app) {
        return View{app, db::Reader::everything(), Desk::everything(app.writer)};
    }

    View(Application& app, db::Reader eyes, Desk desk)
        : application(app),
          reader(std::move(eyes)),
          writer(std::move(desk)),
          database(app.database),
          clock(app.clock),
          cases(app.database, reader),
          streams(app.database, reader),
          bodies(app.bodies),
          rulesets(app.rulesets),
          observations(app.observations),
          documents(app.documents),
          document_limits(app.document_limits),
          audit(app.audit),
          program(app.program),
          fold(app.fold),
          contents_sent(app.contents_sent) {}

    Application& application;
    db::Reader reader;
    Desk writer;
    db::Database& database;
    const std::function<base::Instant()>& clock;
    db::CaseReader cases;
    db::StreamReader streams;
    const db::BodyReader& bodies;  // registers, which everybody sees
    const db::RulesetReader& rulesets;
    const db::ObservationStore& observations;  // whose reads are given the reader
    const db::DocumentStore& documents;        // of a document that was read before
    const registers::DocumentLimits& document_limits;
    const AuditSettings& audit;
    const std::string& program;
    const std::shared_ptr<FoldStatus>& fold;
    ContentRoom& contents_sent;
};

}  // namespace ladder::api
