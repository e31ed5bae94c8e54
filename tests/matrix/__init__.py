"""The permission matrix: who may do what, proved for every act, every read and every route that there is."""
