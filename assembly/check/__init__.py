"""The check of an edited paper: rules over the document as it reads now, each with a code, a reason and a cure."""
