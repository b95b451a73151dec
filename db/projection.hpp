// States and rows of lists, as `engine/record` makes them, under the names that this folder uses.
#pragma once

#include "engine/record/projection.hpp"

namespace ladder::db {

using record::Aggregate;
using record::all_models;
using record::fold;
using record::is_stream;
using record::message_of;
using record::Model;
using record::ModelRow;
using record::ModelShape;
using record::project;
using record::rows_of;
using record::shape_of;
using record::still;

}  // namespace ladder::db
